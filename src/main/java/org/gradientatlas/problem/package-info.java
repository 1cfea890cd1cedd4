/** What is wrong with what a user gave: a key, a value, what is allowed, the nearest name. */
@NullMarked
package org.gradientatlas.problem;

import org.jspecify.annotations.NullMarked;
