package org.gradientatlas.recipe;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientatlas.measure.Interval;

/** The answer of a study: its best recipe, what takes it away, and what was not compared. */
public final class RecipeText {
  private RecipeText() {}

  /** The sentences. */
  public static String of(Recipe recipe) {
    return Stream.of(best(recipe), changes(recipe), leftOut(recipe))
        .filter(sentence -> !sentence.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String best(Recipe recipe) {
    Attempts attempts = recipe.attempts();
    String choices =
        recipe.choices().entrySet().stream()
            .map(choice -> name(choice.getKey()) + " " + choice.getValue())
            .collect(Collectors.joining(", "));
    String range = "";
    if (attempts.classifies() && !share(attempts.least()).equals(mean(attempts))) {
      range = ", and at least %s at every size".formatted(share(attempts.least()));
    }
    return (attempts.learned() == 0
            ? "No recipe learned. The nearest is %s: %s over %s%s."
            : "The best recipe is %s: %s over %s%s.")
        .formatted(choices, reached(attempts), networks(attempts.reached().n()), range);
  }

  private static String changes(Recipe recipe) {
    List<Recipe.Change> harmful = recipe.changes().stream().filter(Recipe.Change::matters).toList();
    String rest =
        recipe.changes().stream()
            .filter(change -> !change.matters())
            .map(change -> name(change.axis()))
            .collect(Collectors.joining(" or "));
    String kept = rest.isEmpty() ? "" : "no other %s changes it beyond chance".formatted(rest);
    if (harmful.isEmpty()) {
      return kept.isEmpty() ? "" : "N" + kept.substring(1) + ".";
    }
    String lost =
        harmful.stream()
            .map(
                change ->
                    "%s with %s %s"
                        .formatted(mean(change.attempts()), name(change.axis()), change.value()))
            .collect(Collectors.joining(", "));
    return "One change takes it to " + lost + (kept.isEmpty() ? "." : "; " + kept + ".");
  }

  private static String leftOut(Recipe recipe) {
    String values =
        recipe.leftOut().entrySet().stream()
            .map(axis -> name(axis.getKey()) + " " + String.join(" and ", axis.getValue()))
            .collect(Collectors.joining(", "));
    return values.isEmpty() ? "" : "Not compared, as tried at fewer sizes: " + values + ".";
  }

  private static String networks(long count) {
    return count == 1 ? "1 network" : count + " networks";
  }

  private static String name(String axis) {
    return axis.replace('_', ' ');
  }

  private static String reached(Attempts attempts) {
    Interval interval = attempts.reached();
    String mean = (attempts.classifies() ? "accuracy " : "R2 ") + mean(attempts);
    if (interval.n() < 2 || interval.low() == interval.high()) {
      return mean;
    }
    return attempts.classifies()
        ? "%s (%s to %s)"
            .formatted(
                mean, share(Math.max(0, interval.low())), share(Math.min(1, interval.high())))
        : "%s (%s to %s)".formatted(mean, r2(interval.low()), r2(Math.min(1, interval.high())));
  }

  private static String mean(Attempts attempts) {
    double mean = attempts.reached().mean();
    if (!attempts.classifies() && attempts.diverged() > 0) {
      return "divergence";
    }
    return attempts.classifies() ? share(mean) : r2(mean);
  }

  private static String r2(double r2) {
    return String.format(Locale.ROOT, Math.abs(r2) < 10 ? "%.3f" : "%.3g", r2)
        .replaceFirst("^-(0\\.0+)$", "$1");
  }

  /** Rounds to 0 % only for none and to 100 % only for all. */
  private static String share(double share) {
    if (share <= 0 || share >= 1) {
      return share <= 0 ? "0 %" : "100 %";
    }
    double percent = Math.min(99.9, Math.max(0.1, 100 * share));
    return String.format(Locale.ROOT, "%.1f %%", percent);
  }
}
