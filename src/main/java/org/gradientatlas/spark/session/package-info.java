/** The Spark session of a job, how it is interrupted, and what broke it off. */
@NullMarked
package org.gradientatlas.spark.session;

import org.jspecify.annotations.NullMarked;
