package org.gradientatlas.report.comparison;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.measure.Moments;
import org.gradientatlas.recipe.Attempts;
import org.gradientatlas.recipe.Recipe;
import org.gradientatlas.recipe.RecipeText;

/** The best recipe of one study, over all its cells. */
final class StudyRecipe {
  private StudyRecipe() {}

  /** Its answer in two sentences; empty if it has none. */
  static String of(Compared study) {
    Set<String> fixed = fixed(study);
    boolean classifies = study.classifies();
    Map<SortedMap<String, String>, Attempts> tried =
        study.cells().stream()
            .collect(
                Collectors.toMap(
                    cell -> choices(cell, fixed),
                    cell -> attempts(cell.networks(), classifies),
                    Attempts::with));
    Recipe best = Recipe.best(tried);
    return best == null ? "" : RecipeText.of(best);
  }

  private static Set<String> fixed(Compared study) {
    return study.cells().stream()
        .flatMap(cell -> cell.values().keySet().stream())
        .distinct()
        .filter(axis -> study.values(axis).size() == 1)
        .collect(Collectors.toSet());
  }

  private static SortedMap<String, String> choices(Compared.Cell cell, Set<String> fixed) {
    var varying = new LinkedHashMap<>(cell.values());
    varying.keySet().removeAll(fixed);
    return Recipe.choices(varying);
  }

  private static Attempts attempts(List<Trained> networks, boolean classifies) {
    return Attempts.ofSize(
        moments(networks, Trained::accuracy),
        moments(networks, Trained::r2),
        count(networks, OutcomeVerdict.LEARNED),
        count(networks, OutcomeVerdict.DIVERGED),
        classifies);
  }

  private static Moments moments(List<Trained> networks, ToDoubleFunction<Trained> number) {
    return Moments.of(Pairing.numbers(networks, number).toArray());
  }

  private static int count(List<Trained> networks, OutcomeVerdict verdict) {
    return (int) networks.stream().filter(one -> one.verdict() == verdict).count();
  }
}
