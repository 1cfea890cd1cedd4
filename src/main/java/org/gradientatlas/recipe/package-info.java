/**
 * What a study recommends: the best choices for networks of every size, what takes it away, and
 * what matters most.
 */
@NullMarked
package org.gradientatlas.recipe;

import org.jspecify.annotations.NullMarked;
