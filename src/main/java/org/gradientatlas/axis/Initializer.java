package org.gradientatlas.axis;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Initial weights and biases of one layer. A constant is all that a new initializer needs.
 *
 * <p>A weight matrix has shape [fanIn, fanOut], row-major: the pre-activation is z = a W + b. The
 * draws depend only on the stream and the shape, so two scalings of one stream are proportional.
 */
public enum Initializer implements Choice {
  /** Every weight is w. With width 1 and activation identity, gradients are powers of w. */
  CONSTANT("constant") {
    @Override
    public double variance(int fanIn, int fanOut, double[] p) {
      return 0;
    }

    @Override
    public void fill(UniformRandomProvider random, int fanIn, int fanOut, double[] p, double[] w) {
      java.util.Arrays.fill(w, p[0]);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.any("w"));
    }
  },

  /**
   * The identity matrix times a scale, at the centre of a kernel; a layer that is not square gets
   * its first rows or columns. Recurrent rectifiers start from it (Le 2015). In a linear network
   * that learns a symmetric map, all modes then start decoupled (Saxe 2013).
   */
  IDENTITY("identity", KernelForm.CENTRE) {
    @Override
    public double variance(int fanIn, int fanOut, double[] p) {
      return 0;
    }

    @Override
    public void fill(UniformRandomProvider random, int fanIn, int fanOut, double[] p, double[] w) {
      java.util.Arrays.fill(w, 0);
      for (int i = 0; i < Math.min(fanIn, fanOut); i++) {
        w[i * fanOut + i] = p[0];
      }
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.any("scale"));
    }
  },

  /** N(0, sd^2), whatever the shape of the layer. */
  NORMAL("normal") {
    @Override
    public double variance(int fanIn, int fanOut, double[] p) {
      return p[0] * p[0];
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.positive("sd"));
    }
  },

  /** N(0, 1/fan_in) (LeCun 1998). */
  LECUN_NORMAL("lecun-normal") {
    @Override
    public double variance(int fanIn, int fanOut, double[] p) {
      return 1.0 / fanIn;
    }
  },

  /** Uniform, with the variance of {@link #LECUN_NORMAL}: 1/fan_in. */
  LECUN_UNIFORM("lecun-uniform", Distribution.UNIFORM) {
    @Override
    public double variance(int fanIn, int fanOut, double[] p) {
      return 1.0 / fanIn;
    }
  },

  /** N(0, sw2/fan_in), biases N(0, sb2): the parameters of mean-field theory (Poole 2016). */
  SCALED_NORMAL("scaled-normal") {
    @Override
    public double variance(int fanIn, int fanOut, double[] p) {
      return p[0] / fanIn;
    }

    @Override
    public double biasVariance(double[] p) {
      return p[1];
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.positive("sw2"), Parameter.positive("sb2").or(0));
    }
  },

  /** N(0, 2/fan_in) (He 2015, eq. 10). */
  HE_NORMAL("he-normal") {
    @Override
    public double variance(int fanIn, int fanOut, double[] p) {
      return 2.0 / fanIn;
    }
  },

  /** Uniform, with the variance of {@link #HE_NORMAL}: 2/fan_in. */
  HE_UNIFORM("he-uniform", Distribution.UNIFORM) {
    @Override
    public double variance(int fanIn, int fanOut, double[] p) {
      return 2.0 / fanIn;
    }
  },

  /**
   * Normal, cut off at two standard deviations and rescaled to variance 2/fan_in. Without the
   * rescaling the variance would be 0.77 of that.
   */
  HE_TRUNCATED("he-truncated", Distribution.TRUNCATED_NORMAL) {
    @Override
    public double variance(int fanIn, int fanOut, double[] p) {
      return 2.0 / fanIn;
    }
  },

  /**
   * Uniform from -1/sqrt(fan_in) to 1/sqrt(fan_in), variance 1/(3 fan_in): the "standard"
   * initialization that Glorot and Bengio (2010, eq. 1) argue against.
   */
  GLOROT_STANDARD("glorot-standard", Distribution.UNIFORM) {
    @Override
    public double variance(int fanIn, int fanOut, double[] p) {
      return 1.0 / (3.0 * fanIn);
    }
  },

  /** N(0, 2/(fan_in + fan_out)) (Glorot and Bengio 2010, eq. 12). */
  XAVIER_NORMAL("xavier-normal") {
    @Override
    public double variance(int fanIn, int fanOut, double[] p) {
      return 2.0 / (fanIn + fanOut);
    }
  },

  /** Uniform with variance 2/(fan_in + fan_out) (Glorot and Bengio 2010, eq. 16). */
  XAVIER_UNIFORM("xavier-uniform", Distribution.UNIFORM) {
    @Override
    public double variance(int fanIn, int fanOut, double[] p) {
      return 2.0 / (fanIn + fanOut);
    }
  },

  /**
   * Random orthonormal columns or rows (Haar distribution) times a gain: the Q of a sign-corrected
   * QR decomposition (Saxe 2013; Mezzadri 2007).
   */
  ORTHOGONAL("orthogonal", KernelForm.MATRIX) {
    @Override
    public double variance(int fanIn, int fanOut, double[] p) {
      return p[0] * p[0] / Math.max(fanIn, fanOut);
    }

    @Override
    public void fill(UniformRandomProvider random, int fanIn, int fanOut, double[] p, double[] w) {
      Haar.fill(random, fanIn, fanOut, p[0], w);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.positive("gain").or(1));
    }
  },

  /**
   * Of a convolution: orthogonal weights at the centre of the kernel and zeros elsewhere (Xiao
   * 2018, algorithm 2), so that no mode in space grows or decays. Of any other layer: {@link
   * #ORTHOGONAL}.
   */
  DELTA_ORTHOGONAL("delta-orthogonal", KernelForm.CENTRE) {
    @Override
    public double variance(int fanIn, int fanOut, double[] p) {
      return ORTHOGONAL.variance(fanIn, fanOut, p);
    }

    @Override
    public void fill(UniformRandomProvider random, int fanIn, int fanOut, double[] p, double[] w) {
      ORTHOGONAL.fill(random, fanIn, fanOut, p, w);
    }

    @Override
    public List<Parameter> parameters() {
      return ORTHOGONAL.parameters();
    }
  },

  /**
   * Layer-sequential unit variance (Mishkin and Matas 2016, algorithm 1): {@link #ORTHOGONAL}
   * draws, then each layer in turn is divided by sd(z^l), measured on the trial's first batch. The
   * variance of the weights thus depends on the data.
   */
  LSUV("lsuv", KernelForm.MATRIX) {
    @Override
    public double variance(int fanIn, int fanOut, double[] p) {
      return Double.NaN;
    }

    @Override
    public double preactivationVariance(double[] p) {
      return 1;
    }

    @Override
    public void fill(UniformRandomProvider random, int fanIn, int fanOut, double[] p, double[] w) {
      Haar.fill(random, fanIn, fanOut, 1, w);
    }
  };

  private final String label;
  private final Distribution distribution;
  private final KernelForm kernel;

  Initializer(String label) {
    this(label, Distribution.NORMAL);
  }

  Initializer(String label, Distribution distribution) {
    this(label, distribution, KernelForm.ENTRIES);
  }

  Initializer(String label, KernelForm kernel) {
    this(label, Distribution.NORMAL, kernel);
  }

  Initializer(String label, Distribution distribution, KernelForm kernel) {
    this.label = label;
    this.distribution = distribution;
    this.kernel = kernel;
  }

  /** Var(w) of one weight, over the draws; NaN if it depends on the first batch. */
  public abstract double variance(int fanIn, int fanOut, double[] p);

  /**
   * The pre-activation variance on the first batch that every layer's weights are scaled to; NaN if
   * they stay as drawn.
   */
  public double preactivationVariance(double[] p) {
    return Double.NaN;
  }

  /** Var(b) of one bias, over the draws; biases start at 0 if it is 0. */
  public double biasVariance(double[] p) {
    return 0;
  }

  /**
   * Draws a layer's weights.
   *
   * @param random the stream of this layer, which alone determines the draws
   * @param w receives fanIn * fanOut weights, row-major [fanIn, fanOut]
   */
  public void fill(UniformRandomProvider random, int fanIn, int fanOut, double[] p, double[] w) {
    distribution.fill(random, variance(fanIn, fanOut, p), w);
  }

  /**
   * Var(w) of one weight of a kernel, over the draws and the places under it.
   *
   * @param volume places under it
   * @param fanIn volume times the channels below
   * @param units channels above
   */
  public double kernelVariance(int volume, int fanIn, int units, double[] p) {
    return kernel.variance(this, volume, fanIn, units, p);
  }

  /**
   * Draws the weights of a kernel.
   *
   * @param volume places under it
   * @param fanIn volume times the channels below
   * @param units channels above
   * @param w receives them, row-major [fanIn, units], the places slowest; zeros before
   */
  public void fillKernel(
      UniformRandomProvider random, int volume, int fanIn, int units, double[] p, double[] w) {
    kernel.fill(this, random, volume, fanIn, units, p, w);
  }

  /**
   * Draws a layer's biases, N(0, Var(b)).
   *
   * @param random a different stream than for the weights
   * @param b receives the biases; unchanged if Var(b) = 0
   */
  public void fillBiases(UniformRandomProvider random, double[] p, double[] b) {
    if (biasVariance(p) > 0) {
      Distribution.NORMAL.fill(random, biasVariance(p), b);
    }
  }

  @Override
  public String label() {
    return label;
  }
}
