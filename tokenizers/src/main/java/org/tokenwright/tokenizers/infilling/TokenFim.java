package org.tokenwright.tokenizers.infilling;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.vocab.SpecialTokens;

/**
 * Infilling on packed samples of ids, as Megatron-LM's {@code FIMDataset} does it. For one thread.
 *
 * <pre>{@code
 * TokenFim fim = TokenFim.builder(tokenizer, FimFormat.of("starcoder"))
 *         .rates(0.9, 0.5)
 *         .endOfDocument("<|endoftext|>")
 *         .padding("<fim_pad>")
 *         .seed(seed)
 *         .build();
 * int[] changed = fim.apply(number, sample);   // as long as the sample
 * }</pre>
 *
 * <p>The documents of a sample lie between tokens that end documents. Each is decoded by chance, cut at two places between characters,
 * each drawn from all of them, beginning and end included, so that every part may be empty; the parts are encoded by themselves and
 * put together in one of the two orders of the format, without a token behind the middle. Then the sample is cut or padded to the
 * length that it had.
 *
 * <p>With a separator of files, a document that holds one is drawn at the usual rate, and then each of the files in it at a rate of
 * their own.
 *
 * <p>Two things differ from that program, so that nothing is lost on the way: of two ends of documents in a row both stay, and a document
 * that holds other special tokens stays as it is. Bytes that are not UTF-8, of characters that were cut with the sample, stay
 * what they are if the tokenizer can encode them. Like that program, and unlike {@link FimEncoder}, it takes from tokenizers that put a
 * space in front of every text that of every part.
 */
public final class TokenFim {
    private static final int NONE = -1;

    private final Tokenizer tokenizer;
    private final SpecialTokens special;
    private final Encoder encoder;
    private final Builder settings;
    private final int prefix;
    private final int suffix;
    private final int middle;

    private TokenFim(Builder settings) {
        this.settings = new Builder(settings);
        tokenizer = settings.tokenizer;
        special = tokenizer.specialTokens();
        encoder = tokenizer.newEncoder(SpecialTokenPolicy.IGNORE);
        FimFormat format = settings.format;
        Map<String, Integer> ids = special.ids();
        prefix = FimEncoder.id(ids, format.prefixToken(), format);
        suffix = FimEncoder.id(ids, format.suffixToken(), format);
        middle = FimEncoder.id(ids, Objects.requireNonNull(format.middleToken()), format);
    }

    /**
     * {@return a builder}
     *
     * @param tokenizer the tokenizer of the samples
     * @param format gives the special tokens before prefix, suffix and middle
     * @throws IllegalArgumentException if the format has no token before the middle
     */
    public static Builder builder(Tokenizer tokenizer, FimFormat format) {
        if (format.middleToken() == null) {
            throw new IllegalArgumentException(format.name() + " has no special token before the middle");
        }
        return new Builder(tokenizer, format);
    }

    /**
     * Changes a sample.
     *
     * @param number its number
     * @param sample its ids
     * @return as many ids
     * @throws IllegalArgumentException if an id has no token, or the tokenizer cannot encode what it decodes
     */
    public int[] apply(long number, int... sample) {
        SplittableRandom random = FimTransformer.random(settings.seed, number);
        IntArrayList changed = new IntArrayList(sample.length + 16);
        int from = 0;
        for (int i = 0; i < sample.length; i++) {
            if (sample[i] == settings.end) {
                addDocument(sample, from, i, random, changed);
                changed.add(sample[i]);
                from = i + 1;
            }
        }
        addDocument(sample, from, sample.length, random, changed);
        int[] ids = Arrays.copyOf(changed.elements(), sample.length);
        if (changed.size() < ids.length) {
            Arrays.fill(ids, changed.size(), ids.length, settings.padding);
        }
        return ids;
    }

    private void addDocument(int[] sample, int from, int to, SplittableRandom random, IntArrayList changed) {
        int separator = find(settings.separator, sample, from, to);
        if (separator < 0) {
            addFile(sample, from, to, settings.rate, random, changed);
            return;
        }
        if (random.nextDouble() >= settings.rate) {
            changed.addElements(changed.size(), sample, from, to - from);
            return;
        }
        int start = from;
        for (int at = separator; at >= 0; at = find(settings.separator, sample, start, to)) {
            addFile(sample, start, at, settings.fileRate, random, changed);
            changed.add(sample[at]);
            start = at + 1;
        }
        addFile(sample, start, to, settings.fileRate, random, changed);
    }

    private static int find(int id, int[] ids, int from, int to) {
        for (int i = from; i < to; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return NONE;
    }

    private void addFile(int[] sample, int from, int to, double rate, SplittableRandom random, IntArrayList changed) {
        if (from == to) {
            return;
        }
        int[] ids = Arrays.copyOfRange(sample, from, to);
        byte[] text = random.nextDouble() < rate && !holdsSpecial(ids) ? tokenizer.decodeBytes(ids) : null;
        if (text == null || isExempt(text)) {
            changed.addElements(changed.size(), ids);
            return;
        }
        int characters = characters(text);
        int one = random.nextInt(characters + 1);
        int other = random.nextInt(characters + 1);
        int start = place(text, 0, Math.min(one, other));
        int end = place(text, start, Math.abs(one - other));
        if (random.nextDouble() < settings.spmRate) {
            changed.add(prefix);
            changed.add(suffix);
            add(text, end, text.length, changed);
            changed.add(middle);
            add(text, 0, start, changed);
        } else {
            changed.add(prefix);
            add(text, 0, start, changed);
            changed.add(suffix);
            add(text, end, text.length, changed);
            changed.add(middle);
        }
        add(text, start, end, changed);
    }

    private boolean holdsSpecial(int[] ids) {
        for (int id : ids) {
            if (special.bytes(id) != null) {
                return true;
            }
        }
        return false;
    }

    private boolean isExempt(byte[] text) {
        byte[] beginning = settings.exempt;
        return beginning != null
                && text.length >= beginning.length
                && Arrays.equals(text, 0, beginning.length, beginning, 0, beginning.length);
    }

    private static boolean begins(byte value) {
        return value >= (byte) 0xC0;
    }

    /** {@return the number of characters; bytes that continue none are parts of the one before} */
    private static int characters(byte[] text) {
        int count = text.length > 0 && !begins(text[0]) ? 1 : 0;
        for (byte value : text) {
            count += begins(value) ? 1 : 0;
        }
        return count;
    }

    /** {@return the place that is so many characters behind one between characters} */
    private static int place(byte[] text, int from, int characters) {
        int at = from;
        for (int i = 0; i < characters; i++) {
            at++;
            while (at < text.length && !begins(text[at])) {
                at++;
            }
        }
        return at;
    }

    private void add(byte[] text, int from, int to, IntArrayList changed) {
        int count = encoder.encode(text, from, to);
        changed.addElements(changed.size(), encoder.ids(), 0, count);
    }

    /** Collects settings. For one thread. */
    public static final class Builder {
        private final Tokenizer tokenizer;
        private final FimFormat format;
        private double rate = 0.5;
        private double spmRate = 0.5;
        private int end = NONE;
        private int padding = NONE;
        private int separator = NONE;
        private double fileRate;
        private byte @Nullable [] exempt;
        private long seed;

        private Builder(Tokenizer tokenizer, FimFormat format) {
            this.tokenizer = tokenizer;
            this.format = format;
        }

        private Builder(Builder other) {
            this(other.tokenizer, other.format);
            rate = other.rate;
            spmRate = other.spmRate;
            end = other.end;
            padding = other.padding;
            separator = other.separator;
            fileRate = other.fileRate;
            exempt = other.exempt;
            seed = other.seed;
        }

        /**
         * Sets the shares; 0.5 both unless they are.
         *
         * @param rate the share of documents that is cut, 0 to 1
         * @param spmRate the share of these whose suffix comes first, 0 to 1
         * @return this
         * @throws IllegalArgumentException if one is outside its range
         */
        public Builder rates(double rate, double spmRate) {
            this.rate = FimTransformer.share("rate", rate);
            this.spmRate = FimTransformer.share("rate of SPM", spmRate);
            return this;
        }

        /**
         * Sets the special token that ends documents.
         *
         * @param token its name
         * @return this
         * @throws IllegalArgumentException if the tokenizer has no such special token
         */
        public Builder endOfDocument(String token) {
            end = id(token);
            return this;
        }

        /**
         * Sets the special token with which samples that have become shorter are filled.
         *
         * @param token its name
         * @return this
         * @throws IllegalArgumentException if the tokenizer has no such special token
         */
        public Builder padding(String token) {
            padding = id(token);
            return this;
        }

        /**
         * Sets the special token that parts the files of a document, and the share of these that is cut.
         *
         * @param separator its name
         * @param rate the share, 0 to 1
         * @return this
         * @throws IllegalArgumentException if the tokenizer has no such special token, or {@code rate} is outside its range
         */
        public Builder files(String separator, double rate) {
            fileRate = FimTransformer.share("rate of files", rate);
            this.separator = id(separator);
            return this;
        }

        /**
         * Exempts documents and files that begin with a text.
         *
         * @param beginning the text
         * @return this
         */
        public Builder exempt(String beginning) {
            exempt = beginning.getBytes(StandardCharsets.UTF_8);
            return this;
        }

        /**
         * Sets the seed; 0 unless it is.
         *
         * @param seed decides what chance decides; a sample is changed in one way for one seed and number
         * @return this
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        private int id(String token) {
            Integer id = tokenizer.specialTokens().ids().get(token);
            if (id == null) {
                throw new IllegalArgumentException("the tokenizer has no special token " + token);
            }
            return id;
        }

        /**
         * {@return what changes samples; for one thread}
         *
         * @throws IllegalStateException if no token that ends documents or no padding is set
         * @throws IllegalArgumentException if the tokenizer has not the special tokens of the format, or the format no order for a
         *     rate that is not 0
         */
        public TokenFim build() {
            if (end == NONE || padding == NONE) {
                throw new IllegalStateException(
                        (end == NONE ? "endOfDocument" : "padding") + " must be called before build");
            }
            if (spmRate > 0 && !format.has(FimOrder.SPM, false)) {
                throw new IllegalArgumentException("the rate of SPM is " + spmRate + ", expected 0, since "
                        + format.name() + " has no such samples");
            }
            return new TokenFim(this);
        }
    }
}
