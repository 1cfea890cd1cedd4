/** Reads a study's own data: CSV, LibSVM and IDX, and what is wrong with it. */
@NullMarked
package org.gradientatlas.data.file;

import org.jspecify.annotations.NullMarked;
