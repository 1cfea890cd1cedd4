/** The data of trials and theory's predictions, cached and shared by the tasks of a process. */
@NullMarked
package org.gradientatlas.spark.input;

import org.jspecify.annotations.NullMarked;
