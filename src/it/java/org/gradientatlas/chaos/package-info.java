/** Faults provoked for real: what a study survives, and what it says where it cannot. */
@NullMarked
package org.gradientatlas.chaos;

import org.jspecify.annotations.NullMarked;
