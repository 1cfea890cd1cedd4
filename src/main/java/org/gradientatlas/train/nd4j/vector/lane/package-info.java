/** The vector shapes of this CPU, and ways to traverse a matrix with them. */
@NullMarked
package org.gradientatlas.train.nd4j.vector.lane;

import org.jspecify.annotations.NullMarked;
