package org.gradientatlas.axis;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** A distribution with mean 0 and any variance. */
enum Distribution {
  /** N(0, variance). */
  NORMAL {
    @Override
    void fill(UniformRandomProvider random, double variance, double[] draws) {
      double sd = Math.sqrt(variance);
      var sampler = ZigguratSampler.NormalizedGaussian.of(random);
      for (int i = 0; i < draws.length; i++) {
        draws[i] = sd * sampler.sample();
      }
    }
  },

  /** A normal cut off at two of its standard deviations, then scaled. */
  TRUNCATED_NORMAL {
    @Override
    void fill(UniformRandomProvider random, double variance, double[] draws) {
      double scale = Math.sqrt(variance) / TRUNCATED_SD;
      var sampler = ZigguratSampler.NormalizedGaussian.of(random);
      for (int i = 0; i < draws.length; i++) {
        double draw = sampler.sample();
        while (Math.abs(draw) > 2) {
          draw = sampler.sample();
        }
        draws[i] = scale * draw;
      }
    }
  },

  /** Uniform between two limits. */
  UNIFORM {
    @Override
    void fill(UniformRandomProvider random, double variance, double[] draws) {
      double limit = Math.sqrt(3 * variance);
      for (int i = 0; i < draws.length; i++) {
        draws[i] = limit * (2 * random.nextDouble() - 1);
      }
    }
  };

  /** Standard deviation of a standard normal cut off at 2: sqrt(1 - 4 n(2)/(2 N(2) - 1)). */
  private static final double TRUNCATED_SD = 0.8796256610342398;

  /** Draws numbers with a given variance. */
  abstract void fill(UniformRandomProvider random, double variance, double[] draws);
}
