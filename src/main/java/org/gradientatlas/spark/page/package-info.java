/** Turns the stored rows of a study into the numbers that the page shows. */
@NullMarked
package org.gradientatlas.spark.page;

import org.jspecify.annotations.NullMarked;
