package org.gradientatlas.train;

import org.gradientatlas.data.Dataset;

/**
 * Some examples of a data set, by index.
 *
 * @param data where they are
 * @param rows their indices; owned by the caller, who may reuse the array after the call
 * @param count how many of {@code rows} are meant, from the start
 */
@SuppressWarnings("ArrayRecordComponent")
public record Batch(Dataset data, int[] rows, int count) {}
