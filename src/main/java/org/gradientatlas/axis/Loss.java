package org.gradientatlas.axis;

/** The loss of one example, as a function of the output layer's pre-activation z. */
public enum Loss implements Choice {
  /** (1/n) sum (z_i - y_i)^2 over the n outputs. */
  MSE("mse") {
    @Override
    public double loss(double[] z, double[] target, double[] delta) {
      double sum = 0;
      for (int i = 0; i < z.length; i++) {
        double error = z[i] - target[i];
        delta[i] = 2 * error / z.length;
        sum += error * error;
      }
      return sum / z.length;
    }
  },

  /** -sum y_i ln softmax(z)_i, by the shifted log-sum-exp. */
  SOFTMAX_CROSS_ENTROPY("softmax-cross-entropy") {
    @Override
    public double loss(double[] z, double[] target, double[] delta) {
      double max = Double.NEGATIVE_INFINITY;
      for (double v : z) {
        max = Math.max(max, v);
      }
      double sum = 0;
      for (int i = 0; i < z.length; i++) {
        delta[i] = Math.exp(z[i] - max);
        sum += delta[i];
      }
      double log = Math.log(sum) + max;
      double loss = 0;
      for (int i = 0; i < z.length; i++) {
        delta[i] = delta[i] / sum - target[i];
        loss += target[i] == 0 ? 0 : target[i] * (log - z[i]);
      }
      return loss;
    }
  };

  private final String label;

  Loss(String label) {
    this.label = label;
  }

  /**
   * @param z pre-activations of the output layer, n
   * @param target n numbers; for cross-entropy they sum to 1
   * @param delta receives the n derivatives of the loss with respect to z
   * @return the loss of this example
   */
  public abstract double loss(double[] z, double[] target, double[] delta);

  @Override
  public String label() {
    return label;
  }
}
