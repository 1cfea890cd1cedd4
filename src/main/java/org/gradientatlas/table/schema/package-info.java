/** The tables: what a row is about, its columns, and where each value comes from. */
@NullMarked
package org.gradientatlas.table.schema;

import org.jspecify.annotations.NullMarked;
