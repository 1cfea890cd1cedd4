/** The stored rows of a study as what the page shows. */
@NullMarked
package org.gradientatlas.spark.page;

import org.jspecify.annotations.NullMarked;
