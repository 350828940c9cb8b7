package org.tokenwright.tokenizers.train;

import java.util.Locale;
import org.tokenwright.text.Normalization;

/**
 * A file of counts: the pretokens of a text, or the runs of a text in the tokens of a model of words. Files of parts of a corpus
 * are added up, however it was parted, to the same bytes.
 *
 * <p>Layout; numbers are little-endian, a varint has 7 bits a byte, the lowest first, and the sign bit where another follows; a
 * string is a varint of its bytes and these, in UTF-8.
 *
 * <table>
 * <caption>Content</caption>
 * <tr><th>field</th><th>type</th><th>what</th></tr>
 * <tr><td>magic</td><td>8 bytes</td><td>{@code 89 54 4B 43 0D 0A 1A 0A} ("TKC")</td></tr>
 * <tr><td>version</td><td>1 byte</td><td>1</td></tr>
 * <tr><td>kind</td><td>1 byte</td><td>0: pretokens, 1: runs</td></tr>
 * <tr><td>pattern</td><td>string</td><td>the name or the regular expression of the pretokenizer</td></tr>
 * <tr><td>normalization</td><td>string</td><td>{@code none} or {@code nfc}</td></tr>
 * <tr><td>words</td><td>string</td><td>the fingerprint of the model of words; empty for pretokens</td></tr>
 * <tr><td>rule</td><td>string</td><td>the merge rule; empty for pretokens</td></tr>
 * <tr><td>entries</td><td>see below</td><td>ascending by unsigned bytes, a prefix before its extension, each once</td></tr>
 * <tr><td>end</td><td>1 byte</td><td>0</td></tr>
 * <tr><td>documents, skipped, bytes, pretokens</td><td>4 varints</td><td>what was read; the pretokens as often as their documents count</td></tr>
 * <tr><td>checksum</td><td>int32</td><td>CRC-32C of all before</td></tr>
 * </table>
 *
 * <table>
 * <caption>An entry</caption>
 * <tr><th>field</th><th>type</th><th>what</th></tr>
 * <tr><td>count</td><td>varint</td><td>1 or more</td></tr>
 * <tr><td>shared</td><td>varint</td><td>how many bytes of the entry before this one begins with</td></tr>
 * <tr><td>added</td><td>varint</td><td>how many bytes follow, 1 or more</td></tr>
 * <tr><td>bytes</td><td>bytes</td><td>a pretoken's; or a run's, two or more ids of tokens as varints</td></tr>
 * </table>
 */
final class CountFile {
    static final byte[] MAGIC = {(byte) 0x89, 'T', 'K', 'C', '\r', '\n', 0x1A, '\n'};
    static final int VERSION = 1;

    /** The most bytes of an entry: {@value}. */
    static final int MAX_ENTRY_BYTES = 1 << 30;

    /** The most bytes of a string: {@value}. */
    static final int MAX_STRING_BYTES = 1 << 20;

    private CountFile() {}

    /** What is counted. */
    enum Kind {
        PRETOKENS(0),
        RUNS(1);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What files must have in common to be added up.
     *
     * @param pattern the name of the pretokenizer
     * @param words the fingerprint of the model of words; empty for pretokens
     * @param rule the label of the merge rule; empty for pretokens
     */
    record Header(Kind kind, String pattern, Normalization normalization, String words, String rule) {
        static Header ofPretokens(String pattern, Normalization normalization) {
            return new Header(Kind.PRETOKENS, pattern, normalization, "", "");
        }

        @Override
        public String toString() {
            String what = kind.label() + " of " + pattern + ", normalization " + normalization;
            return kind == Kind.PRETOKENS ? what : what + ", words " + words + ", rule " + rule;
        }
    }

    /**
     * How much was read.
     *
     * @param documents number of documents
     * @param skipped number of malformed documents passed over
     * @param bytes UTF-8 bytes of the documents
     * @param pretokens number of pretokens, by weight
     */
    record Totals(long documents, long skipped, long bytes, long pretokens) {
        static final Totals NONE = new Totals(0, 0, 0, 0);

        /**
         * {@return the sum}
         *
         * @throws ArithmeticException if it overflows
         */
        Totals plus(Totals other) {
            return new Totals(
                    Math.addExact(documents, other.documents),
                    Math.addExact(skipped, other.skipped),
                    Math.addExact(bytes, other.bytes),
                    Math.addExact(pretokens, other.pretokens));
        }
    }
}
