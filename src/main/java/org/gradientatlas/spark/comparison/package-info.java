/** Compares two stored studies. */
@NullMarked
package org.gradientatlas.spark.comparison;

import org.jspecify.annotations.NullMarked;
