package org.gradientatlas.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gradientatlas.measure.Moments;
import org.junit.jupiter.api.Test;

/** What a study recommends. */
class RecipeTest {
  private static final Moments NONE = new Moments(0, 0, 0);

  private final Map<SortedMap<String, String>, Attempts> tried = new HashMap<>();

  private void learned(String activation, String clip, double... accuracies) {
    add(activation, clip, Moments.of(accuracies), accuracies.length, 0, true);
  }

  private void add(
      String activation,
      String clip,
      Moments scores,
      int learned,
      int diverged,
      boolean classifies) {
    var choices = new TreeMap<>(Map.of("activation", activation, "clip", clip));
    Attempts attempts =
        classifies
            ? Attempts.ofSize(scores, NONE, learned, diverged, true)
            : Attempts.ofSize(NONE, scores, learned, diverged, false);
    tried.merge(choices, attempts, Attempts::with);
  }

  private String answer() {
    Recipe best = Recipe.best(tried);
    return best == null ? "" : RecipeText.of(best);
  }

  /** An interaction: alone, neither tanh nor clipping is good on average. */
  @Test
  void theBestRecipeIsToldWithWhatTakesItAway() {
    learned("tanh", "global-norm(1)", 0.96, 0.98);
    learned("tanh", "global-norm(1)", 0.90, 0.92);
    learned("tanh", "none", 0.2, 0.2);
    learned("tanh", "none", 0.2, 0.2);
    learned("tanh", "value(0.5)", 0.67, 0.67);
    learned("tanh", "value(0.5)", 0.67, 0.67);
    learned("relu", "global-norm(1)", 0.5, 0.5);
    learned("relu", "global-norm(1)", 0.5, 0.5);
    learned("relu", "none", 0.8, 0.8);
    learned("relu", "none", 0.8, 0.8);
    assertThat(answer())
        .isEqualTo(
            "The best recipe is activation tanh, clip global-norm(1): accuracy 94.0 % (88.2 % to"
                + " 99.8 %) over 4 networks, and at least 91.0 % at every size. One change takes it"
                + " to 20.0 % with clip none, 50.0 % with activation relu.");
  }

  @Test
  void onlyAllIsAHundredPercent() {
    learned("tanh", "none", 1, 1, 0.9998);
    learned("relu", "none", 0.0001, 0);
    assertThat(answer()).contains("accuracy 99.9 % (99.9 % to 100 %)").contains("0.1 % with");
  }

  @Test
  void whatMakesNoDifferenceIsSaid() {
    learned("tanh", "none", 0.9, 0.8);
    learned("tanh", "value(1)", 0.88, 0.8);
    learned("relu", "none", 0.1, 0.1);
    assertThat(answer()).endsWith("; no other clip changes it beyond chance.");
  }

  /** Survivors of a recipe that diverges often are not its accuracy. */
  @Test
  void divergedNetworksCountAsFailures() {
    add("relu", "none", Moments.of(new double[] {1.0}), 1, 9, true);
    learned("tanh", "none", 0.5, 0.5);
    assertThat(answer())
        .startsWith("The best recipe is activation tanh, clip none: accuracy 50.0 %");
  }

  /** It may be that only small networks were tried with it. */
  @Test
  void recipesThatWereTriedAtFewerSizesAreLeftOut() {
    learned("relu", "none", 1, 1);
    learned("tanh", "none", 0.9, 0.9);
    learned("tanh", "none", 0.6, 0.6);
    learned("elu", "none", 0.6, 0.6);
    learned("elu", "none", 0.6, 0.6);
    assertThat(answer())
        .contains("activation tanh")
        .contains("at least 60.0 %")
        .endsWith(" Not compared, as tried at fewer sizes: activation relu.");
  }

  @Test
  void regressionIsAnsweredByR2() {
    add("tanh", "none", Moments.of(new double[] {0.97, 0.99}), 2, 0, false);
    add("relu", "none", Moments.of(new double[] {-25, -15}), 0, 0, false);
    add("elu", "none", Moments.of(new double[] {0.999}), 1, 1, false);
    assertThat(answer())
        .startsWith(
            "The best recipe is activation tanh, clip none: R2 0.980 (0.853 to 1.000) over 2"
                + " networks.")
        .endsWith("One change takes it to divergence with activation elu.");
  }

  @Test
  void ofEquallyHarmfulValuesTheFirstIsNamed() {
    learned("tanh", "none", 0.9, 0.9);
    learned("relu", "none", 0.1, 0.1);
    learned("gelu", "none", 0.1, 0.1);
    assertThat(answer()).contains("10.0 % with activation gelu");
  }

  @Test
  void withoutAChoiceThereIsNoAnswer() {
    assertThat(answer()).isEmpty();
    learned("tanh", "none", 0.9);
    assertThat(answer()).isEmpty();
  }
}
