package org.gradientatlas.axis;

import org.apache.commons.rng.UniformRandomProvider;

/** How an initializer draws the weights of a convolution's kernel. */
enum KernelForm {
  /** Every entry like those of a matrix with that fan_in and fan_out. */
  ENTRIES {
    @Override
    double variance(Initializer of, int volume, int fanIn, int units, double[] p) {
      return of.variance(fanIn, volume * units, p);
    }

    @Override
    void fill(
        Initializer of,
        UniformRandomProvider random,
        int volume,
        int fanIn,
        int units,
        double[] p,
        double[] w) {
      of.fill(random, fanIn, volume * units, p, w);
    }
  },

  /** As one matrix [volume * channels below, channels above]. */
  MATRIX {
    @Override
    double variance(Initializer of, int volume, int fanIn, int units, double[] p) {
      return of.variance(fanIn, units, p);
    }

    @Override
    void fill(
        Initializer of,
        UniformRandomProvider random,
        int volume,
        int fanIn,
        int units,
        double[] p,
        double[] w) {
      of.fill(random, fanIn, units, p, w);
    }
  },

  /** A matrix [channels below, channels above] at the centre, and zeros around it. */
  CENTRE {
    @Override
    double variance(Initializer of, int volume, int fanIn, int units, double[] p) {
      return of.variance(fanIn / volume, units, p) / volume;
    }

    @Override
    void fill(
        Initializer of,
        UniformRandomProvider random,
        int volume,
        int fanIn,
        int units,
        double[] p,
        double[] w) {
      double[] centre = new double[w.length / volume];
      of.fill(random, fanIn / volume, units, p, centre);
      System.arraycopy(centre, 0, w, (volume - 1) / 2 * centre.length, centre.length);
    }
  };

  /** Mean Var(w) over the places under the kernel. */
  abstract double variance(Initializer of, int volume, int fanIn, int units, double[] p);

  /** Draws the weights, row-major [fanIn, units], the places slowest; w is zero before. */
  abstract void fill(
      Initializer of,
      UniformRandomProvider random,
      int volume,
      int fanIn,
      int units,
      double[] p,
      double[] w);
}
