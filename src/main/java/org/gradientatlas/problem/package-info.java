/** Problems of user input: the key, its value, what is allowed, and the nearest name. */
@NullMarked
package org.gradientatlas.problem;

import org.jspecify.annotations.NullMarked;
