package org.gradientatlas.train.nd4j.kernel;

import org.gradientatlas.train.nd4j.memory.Tensor;

/**
 * The loops of one time step of gated cells around their matrix products. A row of {@code gates} is
 * an example; its columns are one block for each gate, as wide as the state. {@link PlainGates}
 * defines the results. NaN stays NaN.
 */
public interface GateKernels {
  /**
   * An LSTM's step, of the blocks i, f, o, g: c = f c' + i g, h = o tanh c.
   *
   * @param gates sums without biases, which become the gates' values
   * @param bias one row
   * @param before c'
   * @param state receives c
   * @param squashed receives tanh c
   * @param output receives h
   */
  void lstm(Tensor gates, Tensor bias, Tensor before, Tensor state, Tensor squashed, Tensor output);

  /**
   * The derivatives of {@link #lstm}.
   *
   * @param gates the gates' values, which become the derivatives with respect to their sums
   * @param squashed tanh c, which becomes the total derivative with respect to c
   * @param gradient with respect to h
   * @param carry what the later steps give to the derivative with respect to c, which becomes what
   *     this one gives to c'
   * @param means one row; receives the means of the derivatives with respect to the sums
   */
  void lstmBackward(
      Tensor gates, Tensor before, Tensor squashed, Tensor gradient, Tensor carry, Tensor means);

  /**
   * A GRU's step, of the blocks r, z, n: h = z h' + (1 - z) n, where n = tanh(x + b + r u).
   *
   * @param gates the input's sums x without biases, which become the gates' values
   * @param recurrent the sums u over h'
   * @param bias one row
   * @param before h'
   * @param output receives h
   */
  void gru(Tensor gates, Tensor recurrent, Tensor bias, Tensor before, Tensor output);

  /**
   * The derivatives of {@link #gru}.
   *
   * @param gates the gates' values, which become the derivatives with respect to the input's sums
   * @param recurrent the sums over h', which become the derivatives with respect to them
   * @param gradient with respect to h
   * @param below the derivative with respect to h', which that by z is added to
   * @param means one row; receives the means of the derivatives with respect to the input's sums
   */
  void gruBackward(
      Tensor gates, Tensor recurrent, Tensor before, Tensor gradient, Tensor below, Tensor means);
}
