/** What a network is made of: its layers, their tensors, and the shape of the input they take. */
@NullMarked
package org.gradientatlas.axis.architecture;

import org.jspecify.annotations.NullMarked;
