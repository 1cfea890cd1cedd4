/** Follows a study that runs, and keeps its page up to date. */
@NullMarked
package org.gradientatlas.spark.live;

import org.jspecify.annotations.NullMarked;
