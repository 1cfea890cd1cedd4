package org.gradientatlas.train.nd4j.vector.gate;

import org.gradientatlas.train.nd4j.kernel.GateKernels;
import org.gradientatlas.train.nd4j.kernel.PlainGates;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.lane.Biases;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/**
 * Single-precision loops over whole vectors of units; the plain formulas take those that are left.
 */
public final class VectorGates implements GateKernels {
  private final int units;
  private final int whole;
  private final PlainGates rest;
  private final Biases biases = new Biases();

  public VectorGates(int units) {
    this.units = units;
    this.whole = Lanes.whole(units);
    this.rest = new PlainGates(whole, units);
  }

  @Override
  public void lstm(
      Tensor gates, Tensor bias, Tensor before, Tensor state, Tensor squashed, Tensor output) {
    float[] shifts = biases.of(bias, bias.columns());
    for (int gate = 0; gate < 3; gate++) {
      for (int unit = 0; unit < whole; unit += Lanes.COUNT) {
        LstmLoops.logistic(gates, shifts, gate * units + unit);
      }
    }
    for (int unit = 0; unit < whole; unit += Lanes.COUNT) {
      LstmLoops.state(gates, shifts, before, state, unit);
      LstmLoops.output(gates, state, squashed, output, unit);
    }
    if (whole < units) {
      rest.lstm(gates, bias, before, state, squashed, output);
    }
  }

  @Override
  public void lstmBackward(
      Tensor gates, Tensor before, Tensor squashed, Tensor gradient, Tensor carry, Tensor means) {
    for (int unit = 0; unit < whole; unit += Lanes.COUNT) {
      LstmLoops.outputBackward(gates, squashed, gradient, carry, means, unit);
      LstmLoops.stateBackward(gates, before, squashed, carry, means, unit);
    }
    if (whole < units) {
      rest.lstmBackward(gates, before, squashed, gradient, carry, means);
    }
  }

  @Override
  public void gru(Tensor gates, Tensor recurrent, Tensor bias, Tensor before, Tensor output) {
    float[] shifts = biases.of(bias, bias.columns());
    for (int gate = 0; gate < 2; gate++) {
      for (int unit = 0; unit < whole; unit += Lanes.COUNT) {
        GruLoops.logistic(gates, recurrent, shifts, gate * units + unit);
      }
    }
    for (int unit = 0; unit < whole; unit += Lanes.COUNT) {
      GruLoops.candidate(gates, recurrent, shifts, unit);
      GruLoops.output(gates, before, output, unit);
    }
    if (whole < units) {
      rest.gru(gates, recurrent, bias, before, output);
    }
  }

  @Override
  public void gruBackward(
      Tensor gates, Tensor recurrent, Tensor before, Tensor gradient, Tensor below, Tensor means) {
    for (int unit = 0; unit < whole; unit += Lanes.COUNT) {
      GruLoops.outputBackward(gates, before, gradient, below, means, unit);
      GruLoops.resetBackward(gates, recurrent, means, unit);
    }
    if (whole < units) {
      rest.gruBackward(gates, recurrent, before, gradient, below, means);
    }
  }
}
