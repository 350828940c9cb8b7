/**
 * Where sentences end. {@link org.tokenwright.boundary.SentenceDetector} is the one interface of all engines and has all
 * views of what they find: trimmed and contiguous spans, paragraphs, a {@link java.text.BreakIterator}, and a cursor over
 * text that comes in pieces. An engine is a {@link org.tokenwright.boundary.BoundaryScanner} and nothing more.
 */
@NullMarked
package org.tokenwright.boundary;

import org.jspecify.annotations.NullMarked;
