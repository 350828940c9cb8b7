/** The command line. Start at {@link org.tokenwright.cli.Main}. */
@NullMarked
package org.tokenwright.cli;

import org.jspecify.annotations.NullMarked;
