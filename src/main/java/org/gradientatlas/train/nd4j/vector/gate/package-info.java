/** One time step of gated recurrent cells, a vector of entries at a time. */
@NullMarked
package org.gradientatlas.train.nd4j.vector.gate;

import org.jspecify.annotations.NullMarked;
