package org.gradientatlas.table.schema;

import org.gradientatlas.diagnose.Contrast;

/**
 * The record behind a row of contrasts.
 *
 * @param axis the axis in which the two cells differ
 * @param otherAxes the other axes, which they share, as text; empty for none
 */
public record ContrastRecord(String axis, Contrast contrast, String otherAxes) {}
