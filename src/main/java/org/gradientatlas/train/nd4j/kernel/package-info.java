/**
 * The loops around the products: what they compute, and the plain formulas that judge every other.
 */
@NullMarked
package org.gradientatlas.train.nd4j.kernel;

import org.jspecify.annotations.NullMarked;
