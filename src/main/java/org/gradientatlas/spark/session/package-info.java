/** The Spark session of a job, how it is interrupted, and why it failed. */
@NullMarked
package org.gradientatlas.spark.session;

import org.jspecify.annotations.NullMarked;
