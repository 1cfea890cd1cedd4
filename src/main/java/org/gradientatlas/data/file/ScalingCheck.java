package org.gradientatlas.data.file;

import java.util.ArrayList;
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
  private final List<Integer> suspicious;

  public ScalingCheck(StoredData data) {
    this.data = data;
    this.suspicious =
        IntStream.range(0, data.raw().width()).filter(this::isSuspicious).boxed().toList();
  }

  private boolean isSuspicious(int column) {
    RawData raw = data.raw();
    double greatest = 0;
    for (int i = 0; i < raw.size(); i++) {
      greatest = Math.max(greatest, Math.abs(raw.feature(i, column)));
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
  public List<String> problems(
      DataSpec spec, int replicates, IntFunction<UniformRandomProvider> random) {
    List<Integer> left = new ArrayList<>(spec.standardize() ? suspicious : List.of());
    var problems = new ArrayList<String>();
    for (int replicate = 0; replicate < replicates && !left.isEmpty(); replicate++) {
      int[] order = Preparation.order(data.raw(), random.apply(replicate));
      int held = Preparation.held(order.length, spec.validationFraction());
      var scaling =
          Scaling.of(data.raw(), IntStream.range(held, order.length).map(i -> order[i]).toArray());
      for (int column : List.copyOf(left)) {
        problem(column, scaling, replicate)
            .ifPresent(
                found -> {
                  problems.add(found);
                  left.remove((Integer) column);
                });
      }
    }
    return problems;
  }

  private Optional<String> problem(int column, Scaling scaling, int replicate) {
    RawData raw = data.raw();
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
                    + " out, or set data.standardize = false")
        .findFirst();
  }
}
