/** Rows as Parquet, written and read without Spark. */
@NullMarked
package org.gradientatlas.table.file;

import org.jspecify.annotations.NullMarked;
