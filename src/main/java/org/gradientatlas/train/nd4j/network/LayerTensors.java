package org.gradientatlas.train.nd4j.network;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.InitialWeights;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.step.Parameters;
import org.gradientatlas.train.nd4j.step.UnitClipper;
import org.jspecify.annotations.Nullable;

/** The memory of one layer: its parameters, and its intermediate values for one batch. */
final class LayerTensors {
  final Parameters weights;
  final @Nullable Parameters bias;

  /** All learned parameters, the weights first. */
  final List<Parameters> parameters = new ArrayList<>();

  final Tensor preactivations;

  /** Shares the memory of the pre-activations where those are not read later. */
  final Tensor activations;

  final Tensor deltas;
  final @Nullable Normalizer normalizer;

  /** Null if the layer's outputs are its activations. */
  final @Nullable ResidualBranch skip;

  /** Whether vanishing activations may stay scaled by a power of two. */
  final boolean faint;

  /**
   * Allocates the memory, and sets the weights and biases.
   *
   * @param weightGradient receives the weight gradient; layers of one shape may share it
   */
  LayerTensors(
      Trial trial,
      int number,
      InitialWeights initial,
      LayerKernels kernels,
      Arena arena,
      Tensor weightGradient) {
    int fanOut = weightGradient.columns();
    int batch = trial.descent().batchSize();
    int slots = trial.descent().optimizer().type().slots();
    boolean hidden = number <= trial.network().depth();
    UnitClipper units = hidden ? UnitClipper.of(trial.descent().clip(), fanOut) : null;
    this.weights = learned(new Parameters(arena, weightGradient, slots, units));
    this.bias =
        trial.network().bias()
            ? learned(new Parameters(arena, arena.take(1, fanOut), slots, units))
            : null;
    this.preactivations = arena.take(batch, fanOut);
    this.activations =
        hidden && kernels.readsPreactivations() ? arena.take(batch, fanOut) : preactivations;
    this.deltas = arena.take(batch, fanOut);
    this.normalizer = hidden ? Normalizer.of(trial, kernels, arena, units) : null;
    if (normalizer != null) {
      parameters.add(normalizer.gain);
    }
    this.skip = hidden && number > 1 ? ResidualBranch.of(trial, kernels, arena, units) : null;
    if (skip != null && skip.learned() != null) {
      parameters.add(skip.learned());
    }
    this.faint = hidden && isBare(trial.network()) && kernels.takesVanishing();
    weights.set(initial.weights(number));
    if (bias != null) {
      bias.set(initial.biases(number));
    }
  }

  private Parameters learned(Parameters some) {
    parameters.add(some);
    return some;
  }

  /** Whether a hidden layer has only weights and an activation. */
  private static boolean isBare(Trial.Network network) {
    return !network.bias()
        && network.normalization() == Normalization.NONE
        && network.residual().type() == Residual.NONE;
  }

  /** The input of the layer above. */
  Tensor outputs() {
    return skip == null ? activations : skip.outputs();
  }

  /** dLoss/du, u = a W: the deltas, unless the layer is normalized. */
  Tensor sensitivities() {
    return normalizer == null ? deltas : normalizer.byInput();
  }
}
