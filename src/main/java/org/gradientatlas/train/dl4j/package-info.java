/** The reference engine: Deeplearning4j's MultiLayerNetwork. */
@NullMarked
package org.gradientatlas.train.dl4j;

import org.jspecify.annotations.NullMarked;
