/** What every network in native memory trains with: learned tensors, clipping, loss and sums. */
@NullMarked
package org.gradientatlas.train.nd4j.step;

import org.jspecify.annotations.NullMarked;
