package org.gradientatlas.study;

import java.util.List;
import org.gradientatlas.axis.architecture.Architecture.Profile;
import org.gradientatlas.axis.architecture.Dense;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.LayerSite;
import org.gradientatlas.axis.architecture.NetworkSize;
import org.gradientatlas.axis.architecture.OwnModel;
import org.gradientatlas.axis.architecture.Recurrent;
import org.gradientatlas.axis.architecture.TensorSite;
import org.gradientatlas.axis.architecture.Transformer;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.measure.RecordedTimeSteps;

/**
 * What the cost of a trial follows from.
 *
 * @param features per example
 * @param weights total number of weights
 * @param products how many of them an example is multiplied by, each as often as it is shared
 * @param units outputs of hidden layers for an example
 * @param calls gates at time steps, or examples' heads, of a step: each is computed for itself
 * @param attention multiplications of an example's attention, of queries, keys and values
 * @param evaluated number of validation examples
 */
record TrialSize(
    int features,
    double weights,
    double products,
    double units,
    double calls,
    double attention,
    long evaluated) {
  /** Assumed number of batches in a file. */
  private static final int UNKNOWN_BATCHES = 16;

  static TrialSize of(Trial trial) {
    double weights = 0;
    double products = 0;
    double units = 0;
    for (LayerSite site : sites(trial)) {
      for (TensorSite tensor : site.tensors()) {
        if (tensor.rows() > 1 || tensor.leads()) {
          weights += tensor.entries();
          products += (double) tensor.entries() * site.sharedOver();
        }
        boolean hidden = tensor.leads() && site.index() <= trial.network().depth();
        units += hidden ? (double) tensor.columns() * site.sharedOver() : 0;
      }
    }
    return new TrialSize(
        CostModel.features(trial.data()),
        weights,
        products,
        units,
        calls(trial),
        attention(trial),
        evaluated(trial));
  }

  private static long evaluated(Trial trial) {
    DataSpec data = trial.data();
    long examples =
        data instanceof DataSpec.Synthetic known
            ? known.examples()
            : (long) UNKNOWN_BATCHES * trial.descent().batchSize();
    double held = data.validationFraction();
    return Math.round((held == 0 ? 1 : held) * examples);
  }

  private static double calls(Trial trial) {
    Trial.Network network = trial.network();
    if (network.architecture() instanceof Recurrent recurrent
        && trial.data().shape() instanceof InputShape.Sequence sequence) {
      return (double) network.depth() * sequence.timeSteps() * recurrent.cell().gates().size();
    }
    return network.architecture() instanceof Transformer transformer
        ? (double) network.depth() * trial.descent().batchSize() * transformer.heads()
        : 0;
  }

  /** Queries times keys, and weights times values. */
  private static double attention(Trial trial) {
    Trial.Network network = trial.network();
    return network.architecture() instanceof Transformer
            && trial.data().shape() instanceof InputShape.Sequence sequence
        ? 2.0 * network.depth() * network.width() * sequence.timeSteps() * sequence.timeSteps()
        : 0;
  }

  /** The rows of layers that a recorded pass has. */
  static long layerRows(Trial trial, Phase phase) {
    if (trial.network().dense()) {
      return trial.network().depth() + 1L;
    }
    boolean recurrent = trial.network().architecture().profile() == Profile.TIME_STEPS;
    return sites(trial).stream()
        .mapToLong(
            site ->
                site.tensors().size()
                    + (recurrent && site.index() <= trial.network().depth()
                        ? RecordedTimeSteps.of(phase, site.sharedOver()).count()
                        : 0))
        .sum();
  }

  /** The layers; those of a dense network where they are in a file of the user's. */
  private static List<LayerSite> sites(Trial trial) {
    Trial.Network network = trial.network();
    InputShape shape = trial.data().shape();
    int outputs = CostModel.outputs(trial.data());
    return network.architecture() instanceof OwnModel
        ? Dense.STACK.sites(
            new NetworkSize(network.depth(), network.width(), network.bias(), shape, outputs))
        : network.sites(shape, outputs);
  }
}
