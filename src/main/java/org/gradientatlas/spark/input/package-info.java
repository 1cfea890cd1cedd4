/**
 * The data of trials and what theory says of them, read once and shared by the tasks of a process.
 */
@NullMarked
package org.gradientatlas.spark.input;

import org.jspecify.annotations.NullMarked;
