package org.gradientatlas.report.page;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gradientatlas.recipe.Attempts;
import org.gradientatlas.recipe.Importance;
import org.gradientatlas.recipe.ImportanceText;
import org.gradientatlas.recipe.Recipe;
import org.gradientatlas.recipe.RecipeText;
import org.jspecify.annotations.Nullable;

/** What the cells of a report answer: the best recipe, and what matters most. */
final class ReportAnswer {
  private final Report report;
  private final boolean classifies;

  ReportAnswer(Report report) {
    this.report = report;
    this.classifies = report.cells().stream().anyMatch(cell -> cell.accuracy().n() > 0);
  }

  /** Empty if there is nothing to choose. */
  String recipeText() {
    Recipe best = recipe();
    return best == null ? "" : RecipeText.of(best);
  }

  /** Null if there is nothing to choose. */
  @Nullable Recipe recipe() {
    return Recipe.best(by(Recipe::choices, Attempts::with));
  }

  /** Empty if there is nothing to explain. */
  String importanceText() {
    Importance importance = importance();
    return importance == null ? "" : ImportanceText.of(importance);
  }

  /** Null if there is nothing to explain. */
  @Nullable Importance importance() {
    return report.cells().isEmpty()
        ? null
        : Importance.of(
            by(TreeMap::new, Attempts::alike), report.axes().stream().map(MapAxis::name).toList());
  }

  private Map<SortedMap<String, String>, Attempts> by(
      Function<Map<String, String>, SortedMap<String, String>> key,
      BinaryOperator<Attempts> merge) {
    return report.cells().stream()
        .collect(Collectors.toMap(cell -> key.apply(report.values(cell)), this::attempts, merge));
  }

  private Attempts attempts(MapCell cell) {
    return Attempts.ofSize(
        cell.accuracy().moments(),
        cell.r2().moments(),
        cell.learned(),
        cell.diverged(),
        classifies);
  }
}
