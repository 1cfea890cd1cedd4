/**
 * Predicts the measurements: closed forms and quadratures for random fully connected networks.
 *
 * <p>Notation, here and in tables: z^l = W^l phi(z^(l-1)) + b^l, delta^l = dLoss/dz^l, sw2 = fan_in
 * Var(w), sb2 = Var(b), q^l the variance of a pre-activation of layer l, and chi the factor on
 * E||delta||^2 from one layer to the one below.
 */
@NullMarked
package org.gradientatlas.theory;

import org.jspecify.annotations.NullMarked;
