package org.gradientatlas.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.gradientatlas.measure.Moments;
import org.junit.jupiter.api.Test;

/** How much of a study's variance each axis and each pair explains. */
class ImportanceTest {
  private static final List<String> AXES = List.of("a", "b", "c");
  private static final Moments NONE = new Moments(0, 0, 0);

  private final Map<Map<String, String>, Attempts> cells = new HashMap<>();

  private void add(int a, int b, int c, double... accuracies) {
    cells.put(
        Map.of("a", "" + a, "b", "" + b, "c", "" + c),
        Attempts.ofSize(Moments.of(accuracies), NONE, 0, 0, true));
  }

  private Importance explained(List<String> axes) {
    return Objects.requireNonNull(Importance.of(cells, axes));
  }

  /**
   * Effects of -1 and 1 are orthogonal on a full grid, so that each share is its squared
   * coefficient.
   */
  @Test
  void onAFullGridEachShareIsTheSquareOfItsCoefficient() {
    for (int i = 0; i < 8; i++) {
      int a = i % 2;
      int b = i / 2 % 2;
      int c = i / 4;
      double sa = 2 * a - 1;
      double sb = 2 * b - 1;
      double sc = 2 * c - 1;
      add(a, b, c, 0.5 + 0.04 * sa + 0.01 * sb + 0.07 * sa * sc + 0.02 * sa * sb * sc);
    }
    Importance importance = explained(AXES);
    assertThat(importance.exact()).isTrue();
    assertThat(importance.chance()).isZero();
    double all = 16 + 1 + 49 + 4;
    assertThat(importance.axes().get(0).axis()).isEqualTo("a");
    assertThat(importance.axes().get(0).share()).isCloseTo(16 / all, within(1e-12));
    assertThat(importance.axes().get(1).axis()).isEqualTo("b");
    assertThat(importance.axes().get(1).share()).isCloseTo(1 / all, within(1e-12));
    assertThat(importance.axes().get(2).share()).isCloseTo(0, within(1e-12));
    Importance.Pair pair = importance.pairs().get(0);
    assertThat(pair.a() + pair.b()).isEqualTo("ac");
    assertThat(pair.share()).isCloseTo(49 / all, within(1e-12));
    assertThat(importance.pairs().get(1).share()).isCloseTo(0, within(1e-12));
    assertThat(ImportanceText.of(importance))
        .isEqualTo(
            "What matters most for accuracy is a, which explains 23 % of its variance over the grid"
                + " (b 1 %); a and c together explain 70 % more than each alone.");
  }

  @Test
  void aGridThatLacksCombinationsIsSaidToBeApproximate() {
    add(0, 0, 0, 0.1);
    add(1, 0, 0, 0.5);
    add(0, 1, 0, 0.3);
    add(1, 1, 1, 0.9);
    Importance importance = explained(AXES);
    assertThat(importance.exact()).isFalse();
    assertThat(ImportanceText.of(importance)).contains("approximate and may overlap.");
  }

  /** Block one varies b at a = 0, block two has another a and another b. */
  @Test
  void axesThatVaryTogetherAreNotToldApart() {
    add(0, 0, 0, 0.90);
    add(0, 1, 0, 0.92);
    add(1, 2, 0, 0.10);
    add(1, 3, 0, 0.12);
    Importance importance = explained(List.of("a", "b"));
    assertThat(importance.axes())
        .allSatisfy(
            axis -> {
              assertThat(axis.share()).isLessThan(0.01);
              assertThat(axis.atMost()).isGreaterThan(0.99);
              assertThat(axis.isTangled()).isTrue();
            });
    assertThat(ImportanceText.of(importance))
        .startsWith("No axis alone explains how accuracy varies")
        .endsWith("b may explain up to 100 %, a may explain up to 100 %.");
  }

  @Test
  void chanceExplainsNoMoreThanTheAxesLeave() {
    add(0, 0, 0, 0.1, 0.5);
    add(1, 0, 0, 0.5, 0.9);
    add(0, 1, 0, 0.1, 0.6);
    add(1, 1, 0, 0.4, 0.9);
    Importance importance = explained(List.of("a", "b"));
    double a = importance.axes().get(0).share();
    assertThat(a).isBetween(0.4, 0.9);
    assertThat(importance.chance()).isBetween(0.1, 1 - a + 1e-12);
  }

  /**
   * The mean over 400 grids lies within five standard errors of nothing for an axis without effect.
   */
  @Test
  void chanceIsNotCountedAsAnEffect() {
    var axis = new double[400];
    var chance = new double[axis.length];
    for (int grid = 0; grid < axis.length; grid++) {
      var random = new Random(grid);
      cells.clear();
      for (int i = 0; i < 30; i++) {
        IntToDoubleFunction noisy = r -> 0.5 + 0.1 * random.nextGaussian();
        add(i % 5, i / 5 % 3, i / 15, IntStream.range(0, 4).mapToDouble(noisy).toArray());
      }
      Importance importance = explained(AXES);
      axis[grid] =
          importance.axes().stream()
              .filter(one -> one.axis().equals("a"))
              .findAny()
              .orElseThrow()
              .share();
      chance[grid] = importance.chance();
    }
    // Negative shares are shown as 0, so that half of the fluctuation remains, and is not chance.
    assertThat(Moments.of(axis).mean()).isLessThan(0.08);
    assertThat(Moments.of(chance).mean()).isBetween(0.75, 0.9);
  }

  @Test
  void aStudyWithoutAccuraciesIsExplainedByWhatLearns() {
    for (int a = 0; a < 2; a++) {
      for (int b = 0; b < 2; b++) {
        Moments losses = Moments.of(new double[] {1, 2});
        cells.put(
            Map.of("a", "" + a, "b", "" + b),
            Attempts.ofSize(NONE, losses, a == 1 ? 2 : 0, 1, false));
      }
    }
    Importance importance = explained(List.of("a", "b"));
    assertThat(ImportanceText.of(importance))
        .startsWith("What matters most for whether a network learns is a,");
  }

  @Test
  void cellsThatAreAlikeNeedNoExplanation() {
    add(0, 0, 0, 0.5);
    add(1, 1, 1, 0.5);
    assertThat(Importance.of(cells, AXES)).isNull();
    assertThat(Importance.of(Map.of(), AXES)).isNull();
  }
}
