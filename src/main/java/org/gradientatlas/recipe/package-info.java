/** What a study recommends: the best choices for networks of every size, and what takes it away. */
@NullMarked
package org.gradientatlas.recipe;

import org.jspecify.annotations.NullMarked;
