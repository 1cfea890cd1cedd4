package org.gradientatlas.train.nd4j.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.Recurrent;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Site;
import org.jspecify.annotations.Nullable;

/**
 * The forward pass of a recurrent network, number by number, from the tensors of one of ours. Time
 * steps and layers count from 0.
 */
final class LonghandRecurrent {
  /** A number inside the network. The name is that of a gate, or c or h. */
  record Spot(int layer, int timeStep, int example, int unit, String name) {}

  private static final double[] NO_PARAMETERS = {};

  /** All pre-activations of gates, and all states. */
  final Map<Spot, Double> numbers = new HashMap<>();

  private final List<Site> sites;
  private final Recurrent settings;
  private final Batch batch;
  private final int timeSteps;
  private final int features;
  private final int units;
  private final @Nullable LonghandRecurrent carried;
  private final @Nullable Spot nudged;
  private final double nudge;

  /**
   * @param carried gives the states that a block of truncated time steps begins with; null for its
   *     own
   * @param nudged a number to add the nudge to, once it is computed; null for none
   */
  LonghandRecurrent(
      ProgramNetwork network,
      Recurrent settings,
      Batch batch,
      @Nullable LonghandRecurrent carried,
      @Nullable Spot nudged,
      double nudge) {
    var shape = (InputShape.Sequence) batch.data().shape();
    this.sites = network.sites();
    this.settings = settings;
    this.batch = batch;
    this.timeSteps = shape.timeSteps();
    this.features = shape.features();
    this.units = sites.get(0).tensors.get(0).values().columns();
    this.carried = carried;
    this.nudged = nudged;
    this.nudge = nudge;
    for (int layer = 0; layer < sites.size() - 1; layer++) {
      for (int t = 0; t < timeSteps; t++) {
        for (int example = 0; example < batch.count(); example++) {
          step(layer, t, example);
        }
      }
    }
  }

  /** An example's own loss. */
  double loss(Loss loss, int example) {
    int steps = batch.data().steps();
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      int t = steps == 1 ? timeSteps - 1 : step;
      double[] target = new double[batch.data().outputs()];
      batch.data().targets().copy(batch.rows()[example], step, target, 0);
      double[] z = outputs(t, example);
      sum += loss.loss(z, target, new double[z.length]) / steps;
    }
    return sum;
  }

  double loss(Loss loss) {
    double sum = 0;
    for (int example = 0; example < batch.count(); example++) {
      sum += loss(loss, example);
    }
    return sum / batch.count();
  }

  double[] outputs(int t, int example) {
    Site site = sites.get(sites.size() - 1);
    double[] z = new double[batch.data().outputs()];
    for (int j = 0; j < z.length; j++) {
      z[j] =
          sum(site.tensor("W").values(), j, hidden(sites.size() - 2, t, example))
              + bias(site, "b", j);
    }
    return z;
  }

  private void step(int layer, int t, int example) {
    double[] x = layer == 0 ? features(t, example) : hidden(layer - 1, t, example);
    double[] h = new double[units];
    for (int unit = 0; unit < units; unit++) {
      h[unit] = before(layer, t, example, unit, "h");
    }
    Site site = sites.get(layer);
    for (int unit = 0; unit < units; unit++) {
      double r = 0;
      for (String gate : settings.cell().gates()) {
        String suffix = gate.isEmpty() ? "" : "." + gate;
        double recurrent = sum(site.tensor("R" + suffix).values(), unit, h);
        double input =
            sum(site.tensor("W" + suffix).values(), unit, x) + bias(site, "b" + suffix, unit);
        boolean reset = settings.cell() == Recurrent.Cell.GRU && gate.equals("n");
        Spot spot = new Spot(layer, t, example, unit, gate);
        put(spot, input + (reset ? r : 1) * recurrent);
        r = gate.equals("r") ? logistic(at(spot)) : r;
      }
      state(layer, t, example, unit);
    }
  }

  private void state(int layer, int t, int example, int unit) {
    Spot state = new Spot(layer, t, example, unit, "h");
    Spot cell = new Spot(layer, t, example, unit, "c");
    switch (settings.cell()) {
      case TANH -> put(state, Math.tanh(at(named(state, ""))));
      case RELU -> put(state, Math.max(0, at(named(state, ""))));
      case LSTM -> {
        double kept = gate(state, "f") * before(layer, t, example, unit, "c");
        put(cell, kept + gate(state, "i") * Math.tanh(at(named(state, "g"))));
        put(state, gate(state, "o") * Math.tanh(at(cell)));
      }
      case GRU -> {
        double kept = gate(state, "z") * before(layer, t, example, unit, "h");
        put(state, kept + (1 - gate(state, "z")) * Math.tanh(at(named(state, "n"))));
      }
    }
  }

  private double before(int layer, int t, int example, int unit, String name) {
    if (t == 0) {
      return 0;
    }
    int truncation = settings.truncation();
    boolean begins = truncation > 0 && (timeSteps - t) % truncation == 0;
    Spot spot = new Spot(layer, t - 1, example, unit, name);
    return begins && carried != null ? carried.at(spot) : at(spot);
  }

  private void put(Spot spot, double value) {
    numbers.put(spot, value + (spot.equals(nudged) ? nudge : 0));
  }

  private double at(Spot spot) {
    return Objects.requireNonNull(numbers.get(spot), spot::toString);
  }

  private static Spot named(Spot spot, String name) {
    return new Spot(spot.layer, spot.timeStep, spot.example, spot.unit, name);
  }

  private double gate(Spot spot, String name) {
    return logistic(at(named(spot, name)));
  }

  private static double logistic(double z) {
    return Activation.SIGMOID.value(z, NO_PARAMETERS);
  }

  private double[] hidden(int layer, int t, int example) {
    double[] h = new double[units];
    for (int unit = 0; unit < units; unit++) {
      h[unit] = at(new Spot(layer, t, example, unit, "h"));
    }
    return h;
  }

  private double[] features(int t, int example) {
    double[] x = new double[features];
    int from = (batch.rows()[example] * timeSteps + t) * features;
    for (int i = 0; i < features; i++) {
      x[i] = batch.data().features()[from + i];
    }
    return x;
  }

  private static double sum(Tensor weights, int unit, double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * weights.get(i * weights.columns() + unit);
    }
    return sum;
  }

  private static double bias(Site site, String name, int unit) {
    var bias = site.find(name);
    return bias == null ? 0 : bias.values().get(unit);
  }

  /** The numbers of a name at a layer and, unless it is negative, a time step. */
  List<Spot> spots(int layer, int timeStep, String name) {
    var some = new ArrayList<Spot>();
    for (Spot spot : numbers.keySet()) {
      if (spot.layer == layer
          && (timeStep < 0 || spot.timeStep == timeStep)
          && spot.name.equals(name)) {
        some.add(spot);
      }
    }
    return some;
  }

  /** A number that it has. */
  double number(Spot spot) {
    return Objects.requireNonNull(numbers.get(spot), spot::toString);
  }
}
