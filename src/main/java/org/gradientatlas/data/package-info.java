/** The data that networks learn from. */
@NullMarked
package org.gradientatlas.data;

import org.jspecify.annotations.NullMarked;
