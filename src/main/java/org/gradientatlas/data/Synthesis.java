package org.gradientatlas.data;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.gradientatlas.axis.Initializer;

/**
 * Data drawn from a random stream. Equal specs and equal streams give equal data. Classes are
 * balanced, to within one example, except those of a teacher and of each step.
 */
public final class Synthesis {
  private Synthesis() {}

  /** The examples, cycling through the classes; {@link Preparation} shuffles them. */
  public static RawData draw(DataSpec.Synthetic spec, UniformRandomProvider random) {
    if (spec instanceof DataSpec.GaussianPrototypes prototypes) {
      return gaussianPrototypes(prototypes, random);
    }
    if (spec instanceof DataSpec.Spirals spirals) {
      return spirals(spirals, random);
    }
    if (spec instanceof LinearTeacherSpec linear) {
      return linearTeacher(linear, random);
    }
    if (spec instanceof ImageSpec images) {
      return ImageSynthesis.draw(images, random);
    }
    return spec instanceof SequenceSpec sequences
        ? SequenceSynthesis.draw(sequences, random)
        : teacher((TeacherSpec) spec, random);
  }

  private static RawData gaussianPrototypes(
      DataSpec.GaussianPrototypes spec, UniformRandomProvider random) {
    SharedStateContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(random);
    int width = spec.features();
    double[] prototypes = normal.samples((long) spec.classes() * width).toArray();
    int[] labels = labelsInTurn(spec.examples(), spec.classes());
    float[] features = new float[Math.multiplyExact(spec.examples(), width)];
    for (int i = 0; i < features.length; i++) {
      double center = prototypes[labels[i / width] * width + i % width];
      features[i] = (float) (center + spec.noise() * normal.sample());
    }
    return new RawData(features, width, new Targets.Classes(labels, spec.classes()));
  }

  /**
   * An example of class k at radius t, uniform in [0, 1), has the angle 2 pi (turns t + k/classes).
   */
  private static RawData spirals(DataSpec.Spirals spec, UniformRandomProvider random) {
    SharedStateContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(random);
    int[] labels = labelsInTurn(spec.examples(), spec.classes());
    float[] features = new float[2 * labels.length];
    for (int i = 0; i < labels.length; i++) {
      double radius = random.nextDouble();
      double angle = 2 * Math.PI * (spec.turns() * radius + (double) labels[i] / spec.classes());
      features[2 * i] = (float) (radius * Math.cos(angle) + spec.noise() * normal.sample());
      features[2 * i + 1] = (float) (radius * Math.sin(angle) + spec.noise() * normal.sample());
    }
    return new RawData(features, 2, new Targets.Classes(labels, spec.classes()));
  }

  static int[] labelsInTurn(int examples, int classes) {
    int[] labels = new int[examples];
    Arrays.setAll(labels, i -> i % classes);
    return labels;
  }

  /** Draws the weights, layer by layer from the input, and then the inputs. */
  private static RawData teacher(TeacherSpec spec, UniformRandomProvider random) {
    double[][] weights = new double[spec.depth() + 1][];
    int fanIn = spec.features();
    for (int layer = 0; layer <= spec.depth(); layer++) {
      int fanOut = layer == spec.depth() ? spec.outputs() : spec.width();
      weights[layer] = new double[fanIn * fanOut];
      Initializer.LECUN_NORMAL.fill(random, fanIn, fanOut, new double[0], weights[layer]);
      fanIn = fanOut;
    }
    SharedStateContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(random);
    float[] features = new float[Math.multiplyExact(spec.examples(), spec.features())];
    double[] targets = new double[Math.multiplyExact(spec.examples(), spec.outputs())];
    for (int i = 0; i < spec.examples(); i++) {
      double[] a = new double[spec.features()];
      for (int j = 0; j < a.length; j++) {
        float x = (float) normal.sample();
        features[i * a.length + j] = x;
        a[j] = x; // The teacher sees what the student sees.
      }
      double[] answer = forward(weights, a);
      System.arraycopy(answer, 0, targets, i * answer.length, answer.length);
    }
    var answers = new Targets.Numbers(targets, spec.outputs());
    return new RawData(
        features, spec.features(), spec.classification() ? answers.greatest() : answers);
  }

  /** One example through linear layers with tanh between them. */
  private static double[] forward(double[][] weights, double[] input) {
    double[] a = input;
    for (int layer = 0; layer < weights.length; layer++) {
      double[] z = new double[weights[layer].length / a.length];
      for (int i = 0; i < a.length; i++) {
        for (int j = 0; j < z.length; j++) {
          z[j] += a[i] * weights[layer][i * z.length + j];
        }
      }
      a = layer == weights.length - 1 ? z : Arrays.stream(z).map(Math::tanh).toArray();
    }
    return a;
  }

  /** y = sum over k of s_k (u_k . x) u_k, u_k the columns of an orthogonal matrix. */
  private static RawData linearTeacher(LinearTeacherSpec spec, UniformRandomProvider random) {
    int n = spec.features();
    double[] u = new double[n * n];
    Initializer.ORTHOGONAL.fill(random, n, n, new double[] {1}, u);
    float[] features = new float[n * n];
    double[] targets = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        features[i * n + j] = Integer.bitCount(i & j) % 2 == 0 ? 1 : -1;
      }
      for (int k = 0; k < n; k++) {
        double along = 0;
        for (int j = 0; j < n; j++) {
          along += features[i * n + j] * u[j * n + k];
        }
        for (int j = 0; j < n; j++) {
          targets[i * n + j] += strength(spec, k) * along * u[j * n + k];
        }
      }
    }
    return new RawData(features, n, new Targets.Numbers(targets, n));
  }

  private static double strength(LinearTeacherSpec spec, int mode) {
    double share = mode / Math.max(1.0, spec.features() - 1.0);
    return spec.strongest() + (spec.weakest() - spec.strongest()) * share;
  }
}
