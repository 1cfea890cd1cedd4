package org.gradientatlas.study;

import java.io.Serializable;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.Architecture;

/** The axes of a network at initialization. */
public record NetworkAxes(
    Axis<Integer> depth,
    Axis<Integer> width,
    Axis<Variant<Initializer>> initializer,
    Axis<Variant<Activation>> activation,
    Axis<Normalization> normalization,
    Axis<Variant<Residual>> residual,
    Axis<Boolean> bias,
    Axis<Architecture> architecture,
    Axis<Variant<Initializer>> inputInitializer)
    implements Serializable {

  /** The values for one trial. */
  Trial.Network at(long trial) {
    Architecture repeated = architecture.at(trial);
    return new Trial.Network(
        depth.at(trial),
        width.at(trial),
        initializer.at(trial),
        repeated.ownActivation().map(own -> Variant.of(own)).orElseGet(() -> activation.at(trial)),
        normalization.at(trial),
        residual.at(trial),
        bias.at(trial),
        repeated,
        inputInitializer.at(trial));
  }
}
