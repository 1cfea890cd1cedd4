/** Where rows are kept: one schema a table, committed once. */
@NullMarked
package org.gradientatlas.table;

import org.jspecify.annotations.NullMarked;
