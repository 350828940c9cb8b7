/** What the tests of all modules share. */
@NullMarked
package org.tokenwright.testing;

import org.jspecify.annotations.NullMarked;
