package org.gradientatlas.axis;

import org.apache.commons.rng.UniformRandomProvider;

/** How an initializer draws the weights of a convolution's kernel. */
enum KernelForm {
  /** Every entry like those of a matrix with that fan_in and fan_out. */
  ENTRIES,

  /** As one matrix [volume * channels below, channels above]. */
  MATRIX,

  /** A matrix [channels below, channels above] at the centre, and zeros around it. */
  CENTRE;

  /** Mean Var(w) over the places under the kernel. */
  double variance(Initializer of, int volume, int fanIn, int units, double[] p) {
    return switch (this) {
      case ENTRIES -> of.variance(fanIn, volume * units, p);
      case MATRIX -> of.variance(fanIn, units, p);
      case CENTRE -> of.variance(fanIn / volume, units, p) / volume;
    };
  }

  /** Draws the weights, row-major [fanIn, units], the places slowest; w is zero before. */
  void fill(
      Initializer of,
      UniformRandomProvider random,
      int volume,
      int fanIn,
      int units,
      double[] p,
      double[] w) {
    switch (this) {
      case ENTRIES -> of.fill(random, fanIn, volume * units, p, w);
      case MATRIX -> of.fill(random, fanIn, units, p, w);
      case CENTRE -> {
        double[] centre = new double[w.length / volume];
        of.fill(random, fanIn / volume, units, p, centre);
        System.arraycopy(centre, 0, w, (volume - 1) / 2 * centre.length, centre.length);
      }
    }
  }
}
