/** What a network learns from. */
@NullMarked
package org.gradientatlas.data;

import org.jspecify.annotations.NullMarked;
