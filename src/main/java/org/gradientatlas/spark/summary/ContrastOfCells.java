package org.gradientatlas.spark.summary;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.gradientatlas.diagnose.Contrast;
import org.gradientatlas.diagnose.Contrast.Level;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.table.schema.ContrastRecord;
import scala.Tuple2;

/**
 * A contrast together with its two cells' common axes.
 *
 * @param shared the cell without the axis in which the two differ
 */
record ContrastOfCells(String axis, TrialCell shared, Contrast contrast) implements Serializable {

  /** The axes with more than one value in the study. */
  static List<String> varyingAxes(JavaRDD<JudgedTrial> trials) {
    Map<String, Long> values =
        trials
            .flatMapToPair(
                trial ->
                    trial.cell().axes().entrySet().stream()
                        .map(axis -> new Tuple2<>(axis.getKey(), axis.getValue()))
                        .iterator())
            .distinct()
            .countByKey();
    return values.entrySet().stream()
        .filter(axis -> axis.getValue() > 1)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** All contrasts, with keys that sort by axis, then in grid order. */
  static JavaPairRDD<String, ContrastOfCells> of(JavaRDD<JudgedTrial> trials, List<String> axes) {
    return trials
        .flatMapToPair(trial -> levels(trial, axes))
        .groupByKey()
        .flatMapToPair(group -> contrasts(group._1()._1(), group._1()._2(), group._2()));
  }

  private static Iterator<Tuple2<Tuple2<String, TrialCell>, Tuple2<String, Level>>> levels(
      JudgedTrial trial, List<String> axes) {
    TrialCell cell = trial.cell().cell();
    Map<String, String> values = trial.cell().axes();
    return values.entrySet().stream()
        .filter(value -> axes.contains(value.getKey()))
        .map(
            value ->
                new Tuple2<>(
                    new Tuple2<>(value.getKey(), cell.withoutAxis(value.getKey())),
                    new Tuple2<>(trial.position(), new Level(value.getValue(), trial.judgement()))))
        .iterator();
  }

  private static Iterator<Tuple2<String, ContrastOfCells>> contrasts(
      String axis, TrialCell shared, Iterable<Tuple2<String, Level>> trials) {
    var levels = new ArrayList<Level>();
    String first = "~";
    for (Tuple2<String, Level> trial : trials) {
      levels.add(trial._2());
      first = trial._1().compareTo(first) < 0 ? trial._1() : first;
    }
    var rows = new ArrayList<Tuple2<String, ContrastOfCells>>();
    for (Contrast contrast : Contrast.among(levels)) {
      String key = "%s %s %06d".formatted(axis, first, rows.size());
      rows.add(new Tuple2<>(key, new ContrastOfCells(axis, shared, contrast)));
    }
    return rows.iterator();
  }

  /** The record behind its row in contrasts. */
  ContrastRecord record() {
    return new ContrastRecord(axis, contrast, shared.otherAxes());
  }
}
