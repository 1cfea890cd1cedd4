/** The probability that a network will learn, from its probe and the first tenth of its steps. */
@NullMarked
package org.gradientatlas.diagnose.early;

import org.jspecify.annotations.NullMarked;
