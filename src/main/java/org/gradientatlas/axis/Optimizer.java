package org.gradientatlas.axis;

import java.util.List;

/** First-order optimizers, an entry at a time: w becomes w - update. */
public enum Optimizer implements Choice {
  /** update = lr g. */
  SGD("sgd", 0) {
    @Override
    public double update(double g, double lr, int t, double[] state, int at, double[] p) {
      return lr * g;
    }
  },

  /** Heavy ball (Polyak 1964): v = momentum v + g; update = lr v. */
  MOMENTUM("momentum", 1) {
    @Override
    public double update(double g, double lr, int t, double[] state, int at, double[] p) {
      state[at] = p[0] * state[at] + g;
      return lr * state[at];
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.between("momentum", 0, 1).or(0.9));
    }
  },

  /**
   * Adam (Kingma and Ba 2015), in the order of computation that closes their section 2: update = lr
   * sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon), where m and v are running means of g
   * and g^2, and t counts the updates. Their algorithm 1, which PyTorch follows, corrects v before
   * it adds epsilon; epsilon here is theirs times sqrt(1 - beta2^t).
   */
  ADAM("adam", 2) {
    @Override
    public double update(double g, double lr, int t, double[] state, int at, double[] p) {
      double m = p[0] * state[at] + (1 - p[0]) * g;
      double v = p[1] * state[at + 1] + (1 - p[1]) * g * g;
      state[at] = m;
      state[at + 1] = v;
      return rate(lr, t, p) * m / (Math.sqrt(v) + p[2]);
    }

    @Override
    public double rate(double lr, int t, double[] p) {
      return lr * Math.sqrt(1 - Math.pow(p[1], t)) / (1 - Math.pow(p[0], t));
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          Parameter.between("beta1", 0, 1).or(0.9),
          Parameter.between("beta2", 0, 1).or(0.999),
          Parameter.positive("epsilon").or(1e-8));
    }
  };

  private final String label;
  private final int slots;

  Optimizer(String label, int slots) {
    this.label = label;
    this.slots = slots;
  }

  /** How many numbers of state there are for each parameter; they start at 0. */
  public int slots() {
    return slots;
  }

  /**
   * The amount to subtract from one parameter.
   *
   * @param g the clipped gradient
   * @param lr the learning rate
   * @param t the number of this update, from 1
   * @param state holds this parameter's state from index {@code at}, and receives the new state
   */
  public abstract double update(double g, double lr, int t, double[] state, int at, double[] p);

  /** The learning rate of update t, any bias correction included. */
  public double rate(double lr, int t, double[] p) {
    return lr;
  }

  @Override
  public String label() {
    return label;
  }
}
