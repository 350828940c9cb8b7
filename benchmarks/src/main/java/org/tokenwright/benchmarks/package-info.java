/** Speed and memory of the library, measured beside its peers. */
@NullMarked
package org.tokenwright.benchmarks;

import org.jspecify.annotations.NullMarked;
