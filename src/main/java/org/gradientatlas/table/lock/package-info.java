/** Which run may write to an output: its lock, and who holds it. */
@NullMarked
package org.gradientatlas.table.lock;

import org.jspecify.annotations.NullMarked;
