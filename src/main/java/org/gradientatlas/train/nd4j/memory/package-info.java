/** Off-heap matrices, and the powers of two that vanishing numbers are scaled by. */
@NullMarked
package org.gradientatlas.train.nd4j.memory;

import org.jspecify.annotations.NullMarked;
