package org.tokenwright.tokenizers.infilling;

/** A document that is cut for infilling. Immutable; its parts rebuild the document, always. */
public sealed interface FimSample permits FimParts, FimSeParts {
    /**
     * {@return the document: its parts, one after the other}
     */
    String document();

    /**
     * {@return the index in the document, in Java chars, at which what is to be written begins}
     */
    int targetStart();

    /**
     * {@return the index in the document, in Java chars, behind what is to be written}
     */
    int targetEnd();

    /**
     * {@return the text of a section}
     *
     * @param section one that samples of this kind have
     * @throws IllegalArgumentException if they have no such section
     */
    String text(FimSection section);
}
