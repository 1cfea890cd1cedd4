/** Makes the JIT compile each loop on its own. */
@NullMarked
package org.gradientatlas.train.nd4j.vector.jit;

import org.jspecify.annotations.NullMarked;
