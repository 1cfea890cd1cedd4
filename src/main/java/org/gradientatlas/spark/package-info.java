/** Gradient Atlas as a library, with one action per command. */
@NullMarked
package org.gradientatlas.spark;

import org.jspecify.annotations.NullMarked;
