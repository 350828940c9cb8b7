package org.tokenwright.embeddings.quantization;

/**
 * A row that a search has found.
 *
 * @param row which row, from 0
 * @param value its distance from the query, or its similarity to it, as the {@link Metric} says
 */
public record Match(long row, float value) {}
