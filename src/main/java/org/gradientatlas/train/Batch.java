package org.gradientatlas.train;

import org.gradientatlas.data.Dataset;

/**
 * Examples of a data set, by index.
 *
 * @param data the data set
 * @param rows their indices; owned by the caller, who may reuse the array after the call
 * @param count how many of {@code rows} count, from the start
 */
@SuppressWarnings("ArrayRecordComponent")
public record Batch(Dataset data, int[] rows, int count) {}
