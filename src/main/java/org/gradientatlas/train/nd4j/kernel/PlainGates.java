package org.gradientatlas.train.nd4j.kernel;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.train.nd4j.memory.Tensor;

/**
 * The formulas of gated cells, entry by entry in double precision.
 *
 * @param from the first unit that is computed
 * @param units of the state
 */
public record PlainGates(int from, int units) implements GateKernels {
  private static final double[] NO_PARAMETERS = {};

  @Override
  public void lstm(
      Tensor gates, Tensor bias, Tensor before, Tensor state, Tensor squashed, Tensor output) {
    for (int unit = from; unit < units; unit++) {
      for (int row = 0; row < state.rows(); row++) {
        int at = row * units + unit;
        int first = 4 * row * units + unit;
        double i = logistic(gates, first, bias.get(unit));
        double f = logistic(gates, first + units, bias.get(units + unit));
        double o = logistic(gates, first + 2 * units, bias.get(2 * units + unit));
        int last = first + 3 * units;
        gates.set(last, tanh(gates.get(last) + bias.get(3 * units + unit)));
        state.set(at, f * before.get(at) + i * gates.get(last));
        squashed.set(at, tanh(state.get(at)));
        output.set(at, o * squashed.get(at));
      }
    }
  }

  @Override
  public void lstmBackward(
      Tensor gates, Tensor before, Tensor squashed, Tensor gradient, Tensor carry, Tensor means) {
    for (int unit = from; unit < units; unit++) {
      for (int row = 0; row < squashed.rows(); row++) {
        int at = row * units + unit;
        int first = 4 * row * units + unit;
        double i = gates.get(first);
        double f = gates.get(first + units);
        double o = gates.get(first + 2 * units);
        double g = gates.get(first + 3 * units);
        double t = squashed.get(at);
        double toOutput = gradient.get(at);
        double toState = carry.get(at) + toOutput * o * (1 - t * t);
        gates.set(first, toState * g * i * (1 - i));
        gates.set(first + units, toState * before.get(at) * f * (1 - f));
        gates.set(first + 2 * units, toOutput * t * o * (1 - o));
        gates.set(first + 3 * units, toState * i * (1 - g * g));
        squashed.set(at, toState);
        carry.set(at, toState * f);
      }
    }
    means(gates, means);
  }

  @Override
  public void gru(Tensor gates, Tensor recurrent, Tensor bias, Tensor before, Tensor output) {
    for (int unit = from; unit < units; unit++) {
      for (int row = 0; row < output.rows(); row++) {
        int at = row * units + unit;
        int first = 3 * row * units + unit;
        int second = first + units;
        int third = second + units;
        double r = logistic(gates, first, recurrent.get(first) + bias.get(unit));
        double z = logistic(gates, second, recurrent.get(second) + bias.get(units + unit));
        double sum = gates.get(third) + bias.get(2 * units + unit) + r * recurrent.get(third);
        gates.set(third, tanh(sum));
        output.set(at, z * before.get(at) + (1 - z) * gates.get(third));
      }
    }
  }

  @Override
  public void gruBackward(
      Tensor gates, Tensor recurrent, Tensor before, Tensor gradient, Tensor below, Tensor means) {
    for (int unit = from; unit < units; unit++) {
      for (int row = 0; row < gradient.rows(); row++) {
        int at = row * units + unit;
        int first = 3 * row * units + unit;
        int second = first + units;
        int third = second + units;
        double r = gates.get(first);
        double z = gates.get(second);
        double n = gates.get(third);
        double d = gradient.get(at);
        double toLast = d * (1 - z) * (1 - n * n);
        gates.set(third, toLast);
        gates.set(second, d * (before.get(at) - n) * z * (1 - z));
        gates.set(first, toLast * recurrent.get(third) * r * (1 - r));
        recurrent.set(first, gates.get(first));
        recurrent.set(second, gates.get(second));
        recurrent.set(third, toLast * r);
        below.set(at, below.get(at) + d * z);
      }
    }
    means(gates, means);
  }

  private void means(Tensor gates, Tensor means) {
    for (int column = 0; column < gates.columns(); column++) {
      if (column % units >= from) {
        double sum = 0;
        for (int row = 0; row < gates.rows(); row++) {
          sum += gates.get(row * gates.columns() + column);
        }
        means.set(column, sum / gates.rows());
      }
    }
  }

  /** Replaces a sum by the gate's value, as stored. */
  private static double logistic(Tensor gates, int at, double added) {
    gates.set(at, Activation.SIGMOID.value(gates.get(at) + added, NO_PARAMETERS));
    return gates.get(at);
  }

  private static double tanh(double sum) {
    return Activation.TANH.value(sum, NO_PARAMETERS);
  }
}
