/** Normalization and residual branches. */
@NullMarked
package org.gradientatlas.train.nd4j.vector.normalization;

import org.jspecify.annotations.NullMarked;
