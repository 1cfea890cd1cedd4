/** Reads an output: its rows, its status and its damage. */
@NullMarked
package org.gradientatlas.spark.stored;

import org.jspecify.annotations.NullMarked;
