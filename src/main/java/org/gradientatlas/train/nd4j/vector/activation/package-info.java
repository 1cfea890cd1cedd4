/** Activations and their derivatives, a vector of entries at a time. */
@NullMarked
package org.gradientatlas.train.nd4j.vector.activation;

import org.jspecify.annotations.NullMarked;
