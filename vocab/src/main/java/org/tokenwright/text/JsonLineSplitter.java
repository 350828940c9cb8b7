package org.tokenwright.text;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes one string of every JSON line a document. */
final class JsonLineSplitter implements Splitter {
    /*
     * Jackson walks over all tokens of a line, which checks the grammar of the whole line, escapes included, but decodes
     * no string that nobody asks for: it would make chars, of which we would have to make bytes again. From the walk
     * comes the place of the wanted string's opening quote. What lies between the quotes is UTF-8 already (the line was
     * checked) but for its escapes, which are replaced in place: what an escape stands for is never longer than the
     * escape, and nobody reads the line again.
     */
    private final LineSplitter lines;
    private final JsonFactory factory;
    private final Target text;
    private final @Nullable Target label;

    /** A string that is looked for in every line. */
    private static final class Target {
        private final JsonPointer pointer;
        private final JsonPointer[] steps;
        private final boolean required;
        private int onPath;
        private int quote;

        Target(JsonPointer pointer, boolean required) {
            List<JsonPointer> all = new ArrayList<>();
            for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
                all.add(rest);
            }
            this.pointer = pointer;
            this.steps = all.toArray(JsonPointer[]::new);
            this.required = required;
        }

        void reset() {
            onPath = 0;
            quote = -1;
        }

        void leave(int depth) {
            onPath = Math.min(onPath, depth);
        }

        /** Looks at a value, and notes it if it is the one that is looked for. */
        void meet(Document line, JsonParser parser, JsonToken token, int depth) throws MalformedDocumentException {
            if (onPath != depth || !isOnPath(parser, token, depth)) {
                return;
            }
            if (depth < steps.length) {
                onPath += token.isStructStart() ? 1 : 0;
            } else if (token != JsonToken.VALUE_STRING && (required || token != JsonToken.VALUE_NULL)) {
                throw malformed(line, offset(parser), describe(token), "a string" + place());
            } else if (quote >= 0) {
                throw malformed(line, offset(parser), "a second value" + place(), "one");
            } else if (token == JsonToken.VALUE_STRING) {
                quote = offset(parser);
            }
        }

        /** Whether a value, the containers around which are on the way to the wanted string, is on it too. */
        private boolean isOnPath(JsonParser parser, JsonToken token, int depth) {
            if (depth == 0) {
                return true;
            }
            if (depth > steps.length) {
                return false;
            }
            JsonPointer step = steps[depth - 1];
            JsonStreamContext own = parser.getParsingContext();
            JsonStreamContext around = token.isStructStart() ? own.getParent() : own;
            return around.inArray()
                    ? step.matchesElement(around.getCurrentIndex())
                    : step.matchesProperty(around.getCurrentName());
        }

        String place() {
            return steps.length == 0 ? " as the line" : " at " + pointer;
        }
    }

    /**
     * Creates the splitter.
     *
     * @param lines the lines, without their ends
     * @param factory makes parsers; it holds the limits
     * @param text which string of a line is the document
     * @param label which string of a line is its label, or null
     */
    JsonLineSplitter(LineSplitter lines, JsonFactory factory, JsonPointer text, @Nullable JsonPointer label) {
        this.lines = lines;
        this.factory = factory;
        this.text = new Target(text, true);
        this.label = label == null ? null : new Target(label, false);
    }

    @Override
    public boolean next(Document document) throws IOException, MalformedDocumentException {
        do {
            if (!lines.next(document)) {
                return false;
            }
        } while (isBlank(document));
        findStrings(document);
        int start = document.start + text.quote + 1;
        int end = unescape(document, start);
        if (label != null) {
            document.label = label.quote < 0 ? "" : string(document, document.start + label.quote + 1);
        }
        document.start = start;
        document.end = end;
        return true;
    }

    private static String string(Document line, int from) throws MalformedDocumentException {
        return new String(line.bytes, from, unescape(line, from) - from, StandardCharsets.UTF_8);
    }

    private static boolean isBlank(Document line) {
        for (int i = line.start; i < line.end; i++) {
            byte b = line.bytes[i];
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Finds the opening quotes of the wanted strings, as offsets in the line, and checks that the line is JSON. */
    private void findStrings(Document line) throws MalformedDocumentException {
        checkEncoding(line);
        text.reset();
        if (label != null) {
            label.reset();
        }
        try (JsonParser parser = factory.createParser(line.bytes, line.start, line.length())) {
            findStrings(line, parser);
        } catch (JacksonException e) {
            JsonLocation location = e.getLocation();
            long offset = location == null ? 0 : Math.max(location.getByteOffset(), 0);
            throw malformed(line, offset, "invalid JSON (" + e.getOriginalMessage() + ")", "a JSON value");
        } catch (IOException e) {
            throw malformed(line, 0, "invalid JSON (" + e.getMessage() + ")", "a JSON value");
        }
        if (text.quote < 0) {
            throw malformed(line, 0, "no value" + text.place(), "a string");
        }
    }

    /** Jackson takes a line with a NUL among its first bytes for UTF-16 or UTF-32. No JSON text has a NUL in it. */
    private static void checkEncoding(Document line) throws MalformedDocumentException {
        for (int i = line.start; i < Math.min(line.start + 4, line.end); i++) {
            if (line.bytes[i] == 0) {
                throw malformed(line, i - line.start, "byte 0x00", "a JSON value");
            }
        }
    }

    private void findStrings(Document line, JsonParser parser) throws IOException, MalformedDocumentException {
        int depth = 0;
        boolean complete = false;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                continue;
            }
            if (complete) {
                throw malformed(line, offset(parser), "a second JSON value", "the end of the line");
            }
            if (token.isStructEnd()) {
                depth--;
                text.leave(depth);
                if (label != null) {
                    label.leave(depth);
                }
            } else {
                text.meet(line, parser, token, depth);
                if (label != null) {
                    label.meet(line, parser, token, depth);
                }
                depth += token.isStructStart() ? 1 : 0;
            }
            complete = depth == 0;
        }
    }

    private static int offset(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_NULL -> "null";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "a number";
        };
    }

    private static MalformedDocumentException malformed(Document line, long offset, String found, String expected) {
        return new MalformedDocumentException(line.line(), line.position() + offset, found, expected);
    }

    /** Replaces the escapes of a string, from behind its opening quote, and returns where it ends then. */
    private static int unescape(Document line, int from) throws MalformedDocumentException {
        byte[] bytes = line.bytes;
        int in = from;
        int out = from;
        while (true) {
            int stop = ByteSearch.indexOfEither(bytes, in, line.end, (byte) '"', (byte) '\\');
            if (out < in) {
                System.arraycopy(bytes, in, bytes, out, stop - in);
            }
            out += stop - in;
            if (bytes[stop] == '"') {
                return out;
            }
            byte escape = bytes[stop + 1];
            in = stop + 2;
            if (escape == 'u') {
                char c = hexadecimal(bytes, in);
                int codePoint = c;
                in += 4;
                if (Character.isSurrogate(c)) {
                    char second = isUnicodeEscape(bytes, in) ? hexadecimal(bytes, in + 2) : 0;
                    if (!Character.isSurrogatePair(c, second)) {
                        throw malformed(
                                line,
                                stop - line.start,
                                String.format("the lone surrogate \\u%04x", (int) c),
                                "a pair of surrogates");
                    }
                    codePoint = Character.toCodePoint(c, second);
                    in += 6;
                }
                out = put(bytes, out, codePoint);
            } else {
                bytes[out++] = switch (escape) {
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> escape;
                };
            }
        }
    }

    private static boolean isUnicodeEscape(byte[] bytes, int at) {
        return bytes[at] == '\\' && bytes[at + 1] == 'u';
    }

    private static char hexadecimal(byte[] bytes, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            value = (value << 4) | Character.digit(bytes[i], 16);
        }
        return (char) value;
    }

    private static int put(byte[] bytes, int at, int codePoint) {
        int i = at;
        if (codePoint < 0x80) {
            bytes[i++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            bytes[i++] = (byte) (0xc0 | (codePoint >> 6));
            bytes[i++] = (byte) (0x80 | (codePoint & 0x3f));
        } else if (codePoint < 0x10000) {
            bytes[i++] = (byte) (0xe0 | (codePoint >> 12));
            bytes[i++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
            bytes[i++] = (byte) (0x80 | (codePoint & 0x3f));
        } else {
            bytes[i++] = (byte) (0xf0 | (codePoint >> 18));
            bytes[i++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
            bytes[i++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
            bytes[i++] = (byte) (0x80 | (codePoint & 0x3f));
        }
        return i;
    }
}
