/** The directory of a study: its waves, its lock, its status, its damage. */
@NullMarked
package org.gradientatlas.table.output;

import org.jspecify.annotations.NullMarked;
