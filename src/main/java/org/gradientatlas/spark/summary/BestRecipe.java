package org.gradientatlas.spark.summary;

import java.io.Serializable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.gradientatlas.diagnose.Judgement;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.measure.Moments;
import org.gradientatlas.recipe.Attempts;
import org.gradientatlas.recipe.Recipe;
import org.gradientatlas.recipe.RecipeText;
import org.gradientatlas.report.text.Paragraph;
import scala.Tuple2;

/** The best recipe of a study's trials, as text. */
final class BestRecipe {
  private BestRecipe() {}

  /**
   * Two sentences and an empty line; empty if there is nothing to choose.
   *
   * @param axes names of the axes that vary
   */
  static String of(JavaRDD<JudgedTrial> trials, List<String> axes) {
    boolean classifies =
        !trials.filter(trial -> !Double.isNaN(trial.judgement().finalAccuracy())).isEmpty();
    JavaPairRDD<SortedMap<String, String>, Attempts> tried =
        trials
            .mapToPair(
                trial -> new Tuple2<>(values(trial, axes), attempts(trial.judgement(), classifies)))
            .reduceByKey(Attempts::alike)
            .mapToPair(size -> new Tuple2<>(Recipe.choices(size._1()), size._2()))
            .reduceByKey(Attempts::with)
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    SortedMap<String, String> best = tried.max(new Better())._1();
    Map<SortedMap<String, String>, Attempts> near =
        tried.filter(recipe -> Recipe.areNear(best, recipe._1())).collectAsMap();
    tried.unpersist();
    Recipe recipe = Recipe.best(near);
    return recipe == null ? "" : Paragraph.of(RecipeText.of(recipe)) + "\n\n";
  }

  private static Map<String, String> values(JudgedTrial trial, List<String> axes) {
    var values = new LinkedHashMap<>(trial.cell().axes());
    values.keySet().retainAll(axes);
    return values;
  }

  private static Attempts attempts(Judgement trial, boolean classifies) {
    return Attempts.ofSize(
        moments(trial.finalAccuracy()),
        moments(trial.finalLoss()),
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
