package org.gradientatlas.data.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.Preparation;
import org.gradientatlas.data.RawData;
import org.gradientatlas.data.Scaling;

/**
 * Finds numbers that leave the range of float32 when they are standardized by training examples
 * that lie much closer together: the training of such a trial would only seem to diverge.
 */
public final class ScalingCheck {
  /**
   * Two doubles of equal size are at least 2^-53 of it apart. So if the standard deviation of some
   * of a column's numbers is 1e-38 of its greatest number, two of them differ that are smaller than
   * this share of it.
   */
  private static final double TINY = 1e-15;

  /** The square of a smaller deviation may vanish in a double. */
  private static final double SQUARE_VANISHES = 1e-140;

  private final StoredData data;

  /** The key that says that these numbers are standardized. */
  private final String key;

  private final List<Integer> suspicious;

  private ScalingCheck(StoredData data, String key) {
    this.data = data;
    this.key = key;
    this.suspicious =
        IntStream.range(0, data.raw().width()).filter(this::isSuspicious).boxed().toList();
  }

  private boolean isSuspicious(int column) {
    RawData raw = data.raw();
    double greatest = 0;
    for (int i = 0; i < raw.size(); i++) {
      double size = Math.abs(raw.feature(i, column));
      greatest = size > greatest ? size : greatest; // unlike the maximum, passes over NaN
    }
    if (greatest == 0 || greatest < SQUARE_VANISHES) {
      return greatest > 0;
    }
    double seen = Double.NaN;
    for (int i = 0; i < raw.size(); i++) {
      double x = raw.feature(i, column);
      if (Math.abs(x) <= TINY * greatest) {
        if (x != seen && !Double.isNaN(seen)) {
          return true;
        }
        seen = x;
      }
    }
    return false;
  }

  /**
   * A sentence for each column with such a number, in any replicate.
   *
   * @param random the data stream of each replicate
   */
  public static List<String> problems(
      StoredData data, DataSpec spec, int replicates, IntFunction<UniformRandomProvider> random) {
    var problems = new ArrayList<String>();
    if (spec.standardize()) {
      var features = new ScalingCheck(data, "data.standardize");
      problems.addAll(features.problems(spec, replicates, random));
    }
    if (spec.standardizeTarget()) {
      var targets = new ScalingCheck(data.targets(), "data.standardize-target");
      problems.addAll(targets.problems(spec, replicates, random));
    }
    return problems;
  }

  private List<String> problems(
      DataSpec spec, int replicates, IntFunction<UniformRandomProvider> random) {
    List<Integer> left = new ArrayList<>(suspicious);
    var problems = new ArrayList<String>();
    for (int replicate = 0; replicate < replicates && !left.isEmpty(); replicate++) {
      int[] order = Preparation.order(data.raw(), random.apply(replicate));
      int held = Preparation.held(order.length, spec.validationFraction());
      int[] training = Arrays.copyOfRange(order, held, order.length);
      RawData raw = Preparation.prepared(data.raw(), spec, training);
      var scaling = Scaling.of(raw, training);
      for (int column : List.copyOf(left)) {
        problem(raw, column, scaling, replicate)
            .ifPresent(
                found -> {
                  problems.add(found);
                  left.remove((Integer) column);
                });
      }
    }
    return problems;
  }

  private Optional<String> problem(RawData raw, int column, Scaling scaling, int replicate) {
    return IntStream.range(0, raw.size())
        .filter(i -> !Float.isFinite((float) scaling.of(column, raw.feature(i, column))))
        .mapToObj(
            i ->
                "%s, %s: %s cannot be standardized in replicate %d, whose training examples spread"
                        .formatted(
                            data.places().of(i),
                            data.columns().apply(column),
                            DecimalText.of(raw.feature(i, column)),
                            replicate)
                    + " too little: it leaves the range of float32; leave the example or the column"
                    + " out, or set "
                    + key
                    + " = false")
        .findFirst();
  }
}
