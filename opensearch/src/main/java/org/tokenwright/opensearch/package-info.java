/** The Lucene components as a plugin of OpenSearch. */
@NullMarked
package org.tokenwright.opensearch;

import org.jspecify.annotations.NullMarked;
