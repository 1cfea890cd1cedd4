package org.gradientatlas.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;

/** Splits, shuffles and standardizes examples as drawn or read. */
public final class Preparation {
  private Preparation() {}

  /** Draws and splits data; the examples and their order come from one stream. */
  public static Split split(DataSpec.Synthetic spec, UniformRandomProvider random) {
    return split(Synthesis.draw(spec, random), spec, random);
  }

  /**
   * Shuffles the examples, holds back the validation share (rounded, at least one), and
   * standardizes if the spec says so.
   *
   * @throws InvalidDataException if a part would be empty
   */
  public static Split split(Dataset raw, DataSpec spec, UniformRandomProvider random) {
    int held = held(raw.size(), spec.validationFraction());
    int[] order = ArraySampler.shuffle(random, IntStream.range(0, raw.size()).toArray());
    Dataset training = rows(raw, Arrays.copyOfRange(order, held, order.length));
    Dataset validation = held == 0 ? training : rows(raw, Arrays.copyOf(order, held));
    if (spec.standardize()) {
      standardize(training, validation);
    }
    return new Split(training, validation);
  }

  /**
   * Checks that so many examples can be split.
   *
   * @throws InvalidDataException if a part would be empty
   */
  public static void check(int examples, DataSpec spec) {
    held(examples, spec.validationFraction());
  }

  /**
   * How many of so many examples are held back for validation.
   *
   * @throws InvalidDataException if none would be left to train on
   */
  public static int held(int examples, double fraction) {
    int held = fraction == 0 ? 0 : Math.max(1, (int) Math.round(examples * fraction));
    if (held >= examples) {
      throw new InvalidDataException(
          examples
              + " examples are too few for validation-fraction = "
              + fraction
              + ": at least one must be left to train on");
    }
    return held;
  }

  private static Dataset rows(Dataset data, int[] rows) {
    float[] features = new float[rows.length * data.width()];
    double[] targets = new double[rows.length * data.outputs()];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(
          data.features(), rows[i] * data.width(), features, i * data.width(), data.width());
      System.arraycopy(
          data.targets(), rows[i] * data.outputs(), targets, i * data.outputs(), data.outputs());
    }
    return new Dataset(features, data.width(), targets, data.outputs(), data.classification());
  }

  /**
   * Shifts and scales every feature, in place, to mean 0 and standard deviation (population) 1 over
   * the training examples. A feature that is constant there carries no information and becomes 0 in
   * both parts.
   */
  private static void standardize(Dataset training, Dataset validation) {
    for (int column = 0; column < training.width(); column++) {
      double mean = mean(training, column);
      double scale = isConstant(training, column) ? 0 : 1 / sd(training, column, mean);
      rescale(training, column, mean, scale);
      if (!validation.equals(training)) {
        rescale(validation, column, mean, scale);
      }
    }
  }

  private static double mean(Dataset data, int column) {
    double sum = 0;
    for (int at = column; at < data.features().length; at += data.width()) {
      sum += data.features()[at];
    }
    return sum / data.size();
  }

  private static double sd(Dataset data, int column, double mean) {
    double squares = 0;
    for (int at = column; at < data.features().length; at += data.width()) {
      double deviation = data.features()[at] - mean;
      squares += deviation * deviation;
    }
    return Math.sqrt(squares / data.size());
  }

  /** Compares the values themselves, since rounding of the mean would feign a spread. */
  private static boolean isConstant(Dataset data, int column) {
    for (int at = column; at < data.features().length; at += data.width()) {
      if (data.features()[at] != data.features()[column]) {
        return false;
      }
    }
    return true;
  }

  private static void rescale(Dataset data, int column, double mean, double scale) {
    for (int at = column; at < data.features().length; at += data.width()) {
      data.features()[at] = (float) ((data.features()[at] - mean) * scale);
    }
  }
}
