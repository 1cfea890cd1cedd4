/** The door: what a study does from its file to its report, in one Spark session. */
@NullMarked
package org.gradientatlas.spark;

import org.jspecify.annotations.NullMarked;
