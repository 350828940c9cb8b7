/** Sentence detectors and their trainers. */
@NullMarked
package org.tokenwright.boundary;

import org.jspecify.annotations.NullMarked;
