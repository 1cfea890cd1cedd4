/** One network on several workers, their parameters averaged by Deeplearning4j Spark. */
@NullMarked
package org.gradientatlas.spark.averaging;

import org.jspecify.annotations.NullMarked;
