/** Trains one network on several workers with Deeplearning4j Spark's parameter averaging. */
@NullMarked
package org.gradientatlas.spark.averaging;

import org.jspecify.annotations.NullMarked;
