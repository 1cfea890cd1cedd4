/** The statistics of a recorded pass. */
@NullMarked
package org.gradientatlas.train.nd4j.vector.statistics;

import org.jspecify.annotations.NullMarked;
