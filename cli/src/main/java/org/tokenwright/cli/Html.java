package org.tokenwright.cli;

/** Text in HTML. */
final class Html {
    private Html() {}

    /** {@return a text that HTML shows as it is; control characters become middle dots} */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("\\p{Cntrl}", "\u00b7");
    }
}
