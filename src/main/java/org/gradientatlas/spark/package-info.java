/** The door: Gradient Atlas as a library, one action a job. */
@NullMarked
package org.gradientatlas.spark;

import org.jspecify.annotations.NullMarked;
