/**
 * The loops around the matrix products: their contract, and the plain formulas they are tested
 * against.
 */
@NullMarked
package org.gradientatlas.train.nd4j.kernel;

import org.jspecify.annotations.NullMarked;
