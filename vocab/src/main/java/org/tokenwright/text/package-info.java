/**
 * The streaming text reader: files, folders, globs and streams become UTF-8 documents in a reused buffer. Start at
 * {@link org.tokenwright.text.TextSource}.
 */
@NullMarked
package org.tokenwright.text;

import org.jspecify.annotations.NullMarked;
