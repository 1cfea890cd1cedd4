package org.gradientatlas.table.schema;

import org.gradientatlas.diagnose.Contrast;

/**
 * The fact behind a row of contrasts.
 *
 * @param axis that the two cells differ in
 * @param otherAxes that they share, as text; empty for none
 */
public record ContrastRecord(String axis, Contrast contrast, String otherAxes) {}
