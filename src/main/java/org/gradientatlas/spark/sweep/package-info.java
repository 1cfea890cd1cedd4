/** Trains every trial of a study, in waves of Spark tasks, and tracks progress. */
@NullMarked
package org.gradientatlas.spark.sweep;

import org.jspecify.annotations.NullMarked;
