package org.gradientatlas.spark.summary;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.gradientatlas.diagnose.Judgement;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.measure.Moments;
import org.gradientatlas.recipe.Attempts;
import org.gradientatlas.recipe.Groups;
import org.gradientatlas.recipe.Importance;
import org.gradientatlas.recipe.ImportanceText;
import org.gradientatlas.recipe.Margins;
import org.gradientatlas.recipe.Noise;
import org.gradientatlas.recipe.Recipe;
import org.gradientatlas.recipe.RecipeText;
import org.gradientatlas.report.text.Paragraph;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** The answer of a study's trials as text: the best recipe, and what matters most. */
final class StudyAnswer {
  private final JavaPairRDD<SortedMap<String, String>, Attempts> cells;
  private final List<String> axes;
  private final boolean classifies;

  private StudyAnswer(
      JavaPairRDD<SortedMap<String, String>, Attempts> cells,
      List<String> axes,
      boolean classifies) {
    this.cells = cells;
    this.axes = axes;
    this.classifies = classifies;
  }

  /**
   * A paragraph for each part that there is, with an empty line after it.
   *
   * @param axes names of the axes that vary
   * @param classifies whether accuracy is what counts, and not R2
   */
  static String of(JavaRDD<JudgedTrial> trials, List<String> axes, boolean classifies) {
    JavaPairRDD<SortedMap<String, String>, Attempts> cells =
        trials
            .mapToPair(
                trial -> new Tuple2<>(values(trial, axes), attempts(trial.judgement(), classifies)))
            .reduceByKey(Attempts::alike)
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    var answer = new StudyAnswer(cells, axes, classifies);
    String text = answer.recipe() + answer.importance();
    cells.unpersist();
    return text;
  }

  private String recipe() {
    JavaPairRDD<SortedMap<String, String>, Attempts> tried =
        cells
            .mapToPair(cell -> new Tuple2<>(Recipe.choices(cell._1()), cell._2()))
            .reduceByKey(Attempts::with)
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    SortedMap<String, String> best = tried.max(new Better())._1();
    Map<SortedMap<String, String>, Attempts> near =
        tried.filter(recipe -> Recipe.areNear(best, recipe._1())).collectAsMap();
    tried.unpersist();
    Recipe recipe = Recipe.best(near);
    return recipe == null ? "" : paragraph(RecipeText.of(recipe));
  }

  private String importance() {
    List<String> names = axes;
    JavaPairRDD<SortedMap<String, String>, Moments> margins =
        cells
            .flatMapToPair(
                cell ->
                    Margins.of(cell._1(), names).stream()
                        .map(margin -> new Tuple2<>(margin, cell._2().asOne()))
                        .iterator())
            .reduceByKey(Moments::with)
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    Moments all = margins.filter(margin -> margin._1().isEmpty()).first()._2();
    double mean = all.mean();
    Map<Set<String>, Groups> groups =
        margins
            .mapToPair(
                margin ->
                    new Tuple2<>(Set.copyOf(margin._1().keySet()), Groups.of(margin._2(), mean)))
            .reduceByKey(Groups::with)
            .collectAsMap();
    margins.unpersist();
    Noise noise = cells.map(cell -> Noise.of(cell._2())).reduce(Noise::with);
    @Nullable Importance importance = Importance.of(groups, all, noise, axes, classifies);
    return importance == null ? "" : paragraph(ImportanceText.of(importance));
  }

  private static String paragraph(String text) {
    return Paragraph.of(text) + "\n\n";
  }

  private static SortedMap<String, String> values(JudgedTrial trial, List<String> axes) {
    var values = new TreeMap<>(trial.cell().axes());
    values.keySet().retainAll(axes);
    return values;
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

  private static final class Better
      implements Comparator<Tuple2<SortedMap<String, String>, Attempts>>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public int compare(
        Tuple2<SortedMap<String, String>, Attempts> a,
        Tuple2<SortedMap<String, String>, Attempts> b) {
      return Recipe.compare(a._1(), a._2(), b._1(), b._2());
    }
  }
}
