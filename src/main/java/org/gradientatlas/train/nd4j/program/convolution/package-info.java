/** Convolutional networks as programs. */
@NullMarked
package org.gradientatlas.train.nd4j.program.convolution;

import org.jspecify.annotations.NullMarked;
