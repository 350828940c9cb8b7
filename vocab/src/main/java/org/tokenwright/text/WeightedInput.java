package org.tokenwright.text;

/**
 * A file or stream, and how many times each document in it counts in training.
 *
 * @param input the file or stream
 * @param weight from 1
 */
record WeightedInput(Input input, int weight) {}
