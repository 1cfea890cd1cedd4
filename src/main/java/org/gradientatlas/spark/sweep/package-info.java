/** Training every trial of a study: waves, tasks, and how far they are. */
@NullMarked
package org.gradientatlas.spark.sweep;

import org.jspecify.annotations.NullMarked;
