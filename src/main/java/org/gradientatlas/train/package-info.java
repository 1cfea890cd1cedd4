/** Trains one trial. */
@NullMarked
package org.gradientatlas.train;

import org.jspecify.annotations.NullMarked;
