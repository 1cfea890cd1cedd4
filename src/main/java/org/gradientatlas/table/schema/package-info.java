/** The schemas of the tables: rows, columns, and where each value comes from. */
@NullMarked
package org.gradientatlas.table.schema;

import org.jspecify.annotations.NullMarked;
