/**
 * Networks of any architecture but dense, as a fixed list of operations over matrices that are
 * allocated once.
 */
@NullMarked
package org.gradientatlas.train.nd4j.program;

import org.jspecify.annotations.NullMarked;
