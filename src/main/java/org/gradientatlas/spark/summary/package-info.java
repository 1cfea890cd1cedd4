/** What stored rows mean: diagnoses, cells and contrasts. */
@NullMarked
package org.gradientatlas.spark.summary;

import org.jspecify.annotations.NullMarked;
