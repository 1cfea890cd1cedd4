/** Recurrent networks: layers unrolled over time steps. */
@NullMarked
package org.gradientatlas.train.nd4j.program.recurrent;

import org.jspecify.annotations.NullMarked;
