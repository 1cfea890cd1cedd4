package org.gradientatlas.diagnose.early;

/**
 * The probability that a network will learn, told after a tenth of its steps: a logistic regression
 * on four numbers. Its coefficients were fitted to the choosing half of {@code
 * scripts/diagnosis-quality}, and docs/science/diagnosis-quality.md holds it against the other.
 */
public final class EarlyVerdict {
  /** With fewer networks, the best of them says little. */
  static final int LEAST_NETWORKS = 10;

  static final double START = 0.3;
  static final double VANISHED = -0.6;
  static final double EXPLODED = -1.2;
  static final double STOOD_STILL = -3.0;
  static final double PROGRESSED = 6.7;

  /** Decades between the first and the last hidden layer that do no harm. */
  static final double HARMLESS = 1.5;

  static final double ENOUGH_MOVEMENT = 0.1;

  static final double MOST_DECADES = 20;
  static final double LEAST_MOVEMENT = 1e-8;

  private EarlyVerdict() {}

  /**
   * The probability.
   *
   * @param leader the greatest gain of the study's networks on the same data at that time
   * @param networks how many of them have a gain
   * @return in 0..1; 0 for a network that has diverged; NaN if too little was recorded
   */
  public static double of(EarlyFacts facts, double leader, long networks) {
    if (facts.diverged()) {
      return 0;
    }
    if (networks < LEAST_NETWORKS || Double.isNaN(facts.gain() + facts.movement())) {
      return Double.NaN;
    }
    double progress = leader > 0 ? facts.gain() / leader : 0;
    double z = START + PROGRESSED * progress + (facts.skips() ? 0 : obstacles(facts));
    return 1 / (1 + Math.exp(-z));
  }

  /** What a skip connection leads around. */
  private static double obstacles(EarlyFacts facts) {
    double growth = Double.isNaN(facts.growth()) ? 0 : facts.growth();
    double movement = Math.max(facts.movement(), LEAST_MOVEMENT);
    return VANISHED * beyond(-growth)
        + EXPLODED * beyond(growth)
        + STOOD_STILL * Math.max(0, -Math.log10(movement / ENOUGH_MOVEMENT));
  }

  private static double beyond(double decades) {
    return Math.max(0, Math.min(MOST_DECADES, decades) - HARMLESS);
  }
}
