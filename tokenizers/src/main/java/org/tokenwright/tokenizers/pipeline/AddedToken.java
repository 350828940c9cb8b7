package org.tokenwright.tokenizers.pipeline;

/**
 * A token that is found in a text before the text is split.
 *
 * @param id its id
 * @param content what the text must hold, at least one char
 * @param singleWord whether it is found only where no part of a word stands before or behind it
 * @param leftSpace whether white space before it becomes part of it
 * @param rightSpace whether white space behind it becomes part of it
 * @param normalized whether it is looked for in the normalized text, in its normalized form, instead of the text as given
 * @param special whether it is a special token
 */
public record AddedToken(
        int id,
        String content,
        boolean singleWord,
        boolean leftSpace,
        boolean rightSpace,
        boolean normalized,
        boolean special) {}
