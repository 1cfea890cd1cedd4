/** Blocks that add branches to a stream: residual blocks and transformers. */
@NullMarked
package org.gradientatlas.train.nd4j.program.block;

import org.jspecify.annotations.NullMarked;
