/** A study's output directory: waves, lock, status and damage. */
@NullMarked
package org.gradientatlas.table.output;

import org.jspecify.annotations.NullMarked;
