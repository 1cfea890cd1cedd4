package org.gradientatlas.train.nd4j.kernel;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.train.nd4j.memory.Tensor;

/** The formulas of gated cells, entry by entry in double precision. */
public final class PlainGates implements GateKernels {
  private static final double[] NO_PARAMETERS = {};

  @Override
  public void lstm(
      Tensor gates, Tensor bias, Tensor before, Tensor state, Tensor squashed, Tensor output) {
    int units = state.columns();
    for (int at = 0; at < state.size(); at++) {
      int column = at % units;
      int first = at / units * 4 * units + column;
      double i = logistic(gates, first, bias, column);
      double f = logistic(gates, first + units, bias, units + column);
      double o = logistic(gates, first + 2 * units, bias, 2 * units + column);
      int candidate = first + 3 * units;
      gates.set(candidate, tanh(gates.get(candidate) + bias.get(3 * units + column)));
      state.set(at, f * before.get(at) + i * gates.get(candidate));
      squashed.set(at, tanh(state.get(at)));
      output.set(at, o * squashed.get(at));
    }
  }

  @Override
  public void lstmBackward(
      Tensor gates, Tensor before, Tensor squashed, Tensor gradient, Tensor carry) {
    int units = squashed.columns();
    for (int at = 0; at < squashed.size(); at++) {
      int first = at / units * 4 * units + at % units;
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

  @Override
  public void gru(Tensor gates, Tensor recurrent, Tensor bias, Tensor before, Tensor output) {
    int units = output.columns();
    for (int at = 0; at < output.size(); at++) {
      int column = at % units;
      int first = at / units * 3 * units + column;
      gates.set(first, gates.get(first) + recurrent.get(first));
      double r = logistic(gates, first, bias, column);
      int second = first + units;
      gates.set(second, gates.get(second) + recurrent.get(second));
      double z = logistic(gates, second, bias, units + column);
      int third = second + units;
      double sum = gates.get(third) + bias.get(2 * units + column) + r * recurrent.get(third);
      gates.set(third, tanh(sum));
      output.set(at, z * before.get(at) + (1 - z) * gates.get(third));
    }
  }

  @Override
  public void gruBackward(
      Tensor gates, Tensor recurrent, Tensor before, Tensor gradient, Tensor below) {
    int units = gradient.columns();
    for (int at = 0; at < gradient.size(); at++) {
      int first = at / units * 3 * units + at % units;
      int second = first + units;
      int third = second + units;
      double r = gates.get(first);
      double z = gates.get(second);
      double n = gates.get(third);
      double d = gradient.get(at);
      double toCandidate = d * (1 - z) * (1 - n * n);
      gates.set(third, toCandidate);
      gates.set(second, d * (before.get(at) - n) * z * (1 - z));
      gates.set(first, toCandidate * recurrent.get(third) * r * (1 - r));
      recurrent.set(first, gates.get(first));
      recurrent.set(second, gates.get(second));
      recurrent.set(third, toCandidate * r);
      below.set(at, below.get(at) + d * z);
    }
  }

  @Override
  public void means(Tensor tensor, Tensor means) {
    for (int column = 0; column < tensor.columns(); column++) {
      double sum = 0;
      for (int row = 0; row < tensor.rows(); row++) {
        sum += tensor.get(row * tensor.columns() + column);
      }
      means.set(column, sum / tensor.rows());
    }
  }

  private static double logistic(Tensor gates, int at, Tensor bias, int column) {
    double sum = gates.get(at) + bias.get(column);
    gates.set(at, Activation.SIGMOID.value(sum, NO_PARAMETERS));
    return gates.get(at);
  }

  private static double tanh(double sum) {
    return Activation.TANH.value(sum, NO_PARAMETERS);
  }
}
