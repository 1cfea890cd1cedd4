/** The vectors of this CPU, and the ways to walk a matrix by them. */
@NullMarked
package org.gradientatlas.train.nd4j.vector.lane;

import org.jspecify.annotations.NullMarked;
