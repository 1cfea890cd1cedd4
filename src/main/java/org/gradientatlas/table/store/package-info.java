/** Files of an output, written in one step by what each kind of file system gives. */
@NullMarked
package org.gradientatlas.table.store;

import org.jspecify.annotations.NullMarked;
