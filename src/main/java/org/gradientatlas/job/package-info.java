/** Spark jobs. */
@NullMarked
package org.gradientatlas.job;

import org.jspecify.annotations.NullMarked;
