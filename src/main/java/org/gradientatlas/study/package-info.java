/** A study as values: its lazy grid, trials, ids, random streams and cost. */
@NullMarked
package org.gradientatlas.study;

import org.jspecify.annotations.NullMarked;
