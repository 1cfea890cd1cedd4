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
   * Shuffles the examples, holds back the validation share (rounded, at least one), and fills in
   * and standardizes as the spec says, by what the training examples are.
   *
   * @throws InvalidDataException if a part would be empty
   */
  public static Split split(RawData read, DataSpec spec, UniformRandomProvider random) {
    int held = held(read.size(), spec.validationFraction());
    int[] order = order(read, random);
    int[] rest = Arrays.copyOfRange(order, held, order.length);
    RawData raw = prepared(shaped(read, spec), spec, rest);
    Scaling scaling = spec.standardize() ? Scaling.of(raw, rest) : Scaling.none(raw.width());
    Dataset training = part(raw, rest, scaling);
    Dataset validation = held == 0 ? training : part(raw, Arrays.copyOf(order, held), scaling);
    return new Split(training, validation);
  }

  private static RawData shaped(RawData read, DataSpec spec) {
    return spec instanceof DataSpec.Stored stored ? read.as(stored.shape(read.shape())) : read;
  }

  /**
   * What a study's keys make of the data for some training examples, but for the scaling of
   * features.
   */
  public static RawData prepared(RawData raw, DataSpec spec, int[] training) {
    boolean fills = spec instanceof DataSpec.Table table && table.missing() == Missing.MEAN;
    RawData filled = fills ? raw.filled(training) : raw;
    return spec.standardizeTarget() && raw.targets() instanceof Targets.Numbers numbers
        ? new RawData(filled.features(), filled.shape(), standardized(numbers, training))
        : filled;
  }

  private static Targets standardized(Targets.Numbers numbers, int[] training) {
    int width = numbers.width();
    var scaling =
        Scaling.of(
            new RawData(new NumberArray.Doubles(numbers.values()), width, numbers), training);
    double[] scaled = new double[numbers.values().length];
    Arrays.setAll(scaled, i -> scaling.of(i % width, numbers.values()[i]));
    return new Targets.Numbers(scaled, width);
  }

  /** The examples in random order; the first are held back. */
  public static int[] order(RawData raw, UniformRandomProvider random) {
    return ArraySampler.shuffle(random, IntStream.range(0, raw.size()).toArray());
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
              + " examples are too few for data.validation-fraction = "
              + fraction
              + ": at least one must be left to train on");
    }
    return held;
  }

  private static Dataset part(RawData raw, int[] examples, Scaling scaling) {
    int width = raw.width();
    float[] features = new float[examples.length * width];
    for (int i = 0; i < examples.length; i++) {
      for (int column = 0; column < width; column++) {
        features[i * width + column] = (float) scaling.of(column, raw.feature(examples[i], column));
      }
    }
    return new Dataset(features, raw.shape(), raw.targets().of(examples));
  }
}
