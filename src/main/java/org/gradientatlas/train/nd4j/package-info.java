/** The fast engine: native memory, oneDNN's or OpenBLAS's products, fused loops of our own. */
@NullMarked
package org.gradientatlas.train.nd4j;

import org.jspecify.annotations.NullMarked;
