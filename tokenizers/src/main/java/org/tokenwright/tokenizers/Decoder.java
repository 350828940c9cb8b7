package org.tokenwright.tokenizers;

/**
 * Decodes the ids of one text as they come. What it gives, put together, is what {@link Tokenizer#decode(int...)} gives for
 * all ids at once. Each id is looked at once. For one thread.
 *
 * <pre>{@code
 * Decoder decoder = tokenizer.newDecoder();
 * for (int id : ids) {
 *     show(decoder.append(id));
 * }
 * show(decoder.finish());
 * }</pre>
 */
public interface Decoder {
    /**
     * Takes the next id.
     *
     * @param id the id of a token, special ones included
     * @return the text that is certain by now and has not been given before: whole characters, never a part of one; often empty
     * @throws IllegalArgumentException if the id has no token
     */
    String append(int id);

    /**
     * Ends the text, and makes the decoder ready for another.
     *
     * @return what has been held back, an incomplete character as U+FFFD
     */
    String finish();
}
