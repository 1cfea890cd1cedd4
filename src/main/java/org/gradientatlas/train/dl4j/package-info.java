/** The reference engine: Deeplearning4j's MultiLayerNetwork and ComputationGraph. */
@NullMarked
package org.gradientatlas.train.dl4j;

import org.jspecify.annotations.NullMarked;
