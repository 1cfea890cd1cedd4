/** What makes the JIT compile each loop alone. */
@NullMarked
package org.gradientatlas.train.nd4j.vector.jit;

import org.jspecify.annotations.NullMarked;
