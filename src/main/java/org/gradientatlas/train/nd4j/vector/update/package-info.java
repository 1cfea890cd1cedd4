/** Clipping and optimizers, a block of parameters at a time. */
@NullMarked
package org.gradientatlas.train.nd4j.vector.update;

import org.jspecify.annotations.NullMarked;
