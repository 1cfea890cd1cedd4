/** Matrices outside the heap, and the powers of two that vanishing numbers are stored with. */
@NullMarked
package org.gradientatlas.train.nd4j.memory;

import org.jspecify.annotations.NullMarked;
