/** A dense network in native memory: its layers and their passes. */
@NullMarked
package org.gradientatlas.train.nd4j.network;

import org.jspecify.annotations.NullMarked;
