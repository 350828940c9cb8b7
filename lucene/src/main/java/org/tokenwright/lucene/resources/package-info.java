/** How components find their models. */
@NullMarked
package org.tokenwright.lucene.resources;

import org.jspecify.annotations.NullMarked;
