/** What a study varies: activations, initializers, clip rules, optimizers, losses, precision. */
@NullMarked
package org.gradientatlas.axis;

import org.jspecify.annotations.NullMarked;
