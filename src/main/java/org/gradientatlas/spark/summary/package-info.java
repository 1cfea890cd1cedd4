/** Diagnoses stored trials, and summarizes and contrasts cells. */
@NullMarked
package org.gradientatlas.spark.summary;

import org.jspecify.annotations.NullMarked;
