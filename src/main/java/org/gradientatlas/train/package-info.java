/** How one trial is trained. */
@NullMarked
package org.gradientatlas.train;

import org.jspecify.annotations.NullMarked;
