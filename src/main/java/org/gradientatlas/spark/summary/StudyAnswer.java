package org.gradientatlas.spark.summary;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gradientatlas.diagnose.Judgement;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.measure.Moments;
import org.gradientatlas.recipe.Attempts;
import org.gradientatlas.recipe.Importance;
import org.gradientatlas.recipe.ImportanceText;
import org.gradientatlas.recipe.Recipe;
import org.gradientatlas.recipe.RecipeText;
import org.gradientatlas.report.text.Paragraph;

/** The answer of a study's trials as text: the best recipe, and what matters most. */
final class StudyAnswer {
  private StudyAnswer() {}

  /** A paragraph for each part that there is, with an empty line after it. */
  static String of(JudgedTrials trials) {
    boolean classifies = trials.classify();
    var cells = new LinkedHashMap<SortedMap<String, String>, Attempts>();
    trials
        .cells()
        .forEach(
            (cell, its) ->
                cells.merge(
                    new TreeMap<>(trials.axes().shown(cell)),
                    its.stream()
                        .map(trial -> attempts(trial.judgement(), classifies))
                        .reduce(Attempts::alike)
                        .orElseThrow(),
                    Attempts::alike));
    var tried = new HashMap<SortedMap<String, String>, Attempts>();
    cells.forEach((cell, its) -> tried.merge(Recipe.choices(cell), its, Attempts::with));
    Recipe recipe = Recipe.best(tried);
    List<String> axes = trials.axes().varying();
    Importance importance = Importance.of(cells, axes);
    return (recipe == null ? "" : paragraph(RecipeText.of(recipe)))
        + (importance == null ? "" : paragraph(ImportanceText.of(importance)));
  }

  private static String paragraph(String text) {
    return Paragraph.of(text) + "\n\n";
  }

  private static Attempts attempts(Judgement trial, boolean classifies) {
    return Attempts.ofSize(
        moments(trial.finalAccuracy()),
        moments(trial.r2()),
        trial.verdict() == OutcomeVerdict.LEARNED ? 1 : 0,
        trial.verdict() == OutcomeVerdict.DIVERGED ? 1 : 0,
        classifies);
  }

  private static Moments moments(double number) {
    return Double.isNaN(number) ? new Moments(0, 0, 0) : new Moments(1, number, 0);
  }
}
