/** A dense network of native memory: its layers, and what each does in a pass. */
@NullMarked
package org.gradientatlas.train.nd4j.network;

import org.jspecify.annotations.NullMarked;
