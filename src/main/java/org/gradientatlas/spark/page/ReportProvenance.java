package org.gradientatlas.spark.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gradientatlas.spark.stored.NamedRow;
import org.gradientatlas.table.schema.ColumnNames;

/** What ran where and when, from the rows of trials. */
final class ReportProvenance {
  /** Columns of trials to read. */
  static final List<String> COLUMNS =
      List.of(
          ColumnNames.OUTCOME,
          ColumnNames.APP_VERSION,
          ColumnNames.GIT_COMMIT,
          ColumnNames.RULESET_VERSION,
          ColumnNames.BLAS_KERNEL,
          ColumnNames.HOST,
          ColumnNames.EXECUTOR_ID,
          ColumnNames.TRAIN_MS,
          ColumnNames.RECORD_MS,
          ColumnNames.SETUP_MS,
          ColumnNames.FINISHED_AT);

  private static final int MOST_VALUES = 12;

  private ReportProvenance() {}

  /** Label to value. */
  static Map<String, String> of(List<NamedRow> trials) {
    var lines = new LinkedHashMap<String, String>();
    lines.put("Trials", counts(trials));
    lines.put("Gradient Atlas", distinct(trials, ColumnNames.APP_VERSION));
    lines.put("Commit", distinct(trials, ColumnNames.GIT_COMMIT));
    lines.put("Rules", distinct(trials, ColumnNames.RULESET_VERSION));
    lines.put("Engine", distinct(trials, ColumnNames.ENGINE));
    lines.put("Precision", distinct(trials, ColumnNames.PRECISION));
    lines.put("BLAS kernel", distinct(trials, ColumnNames.BLAS_KERNEL));
    lines.put("Hosts", distinct(trials, ColumnNames.HOST));
    lines.put("Executors", distinct(trials, ColumnNames.EXECUTOR_ID));
    lines.put("Finished", span(trials));
    lines.put("Time in trials", seconds(trials));
    return lines;
  }

  private static String counts(List<NamedRow> trials) {
    return trials.stream()
        .collect(Collectors.groupingBy(t -> t.text(ColumnNames.OUTCOME), Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(outcome -> "%,d %s".formatted(outcome.getValue(), outcome.getKey().replace('_', ' ')))
        .collect(Collectors.joining(", "));
  }

  private static String distinct(List<NamedRow> trials, String column) {
    var values = new ArrayList<>(new TreeSet<>(trials.stream().map(t -> t.text(column)).toList()));
    int more = values.size() - MOST_VALUES;
    return more <= 0
        ? String.join(", ", values)
        : String.join(", ", values.subList(0, MOST_VALUES)) + " and %d more".formatted(more);
  }

  private static String span(List<NamedRow> trials) {
    var times =
        new TreeSet<>(
            trials.stream()
                .filter(trial -> trial.value(ColumnNames.FINISHED_AT) != null)
                .map(trial -> ((java.sql.Timestamp) trial.row().get(at(trial))).toInstant())
                .toList());
    return times.isEmpty()
        ? "unknown"
        : "%s to %s".formatted(second(times.first()), second(times.last()));
  }

  private static int at(NamedRow trial) {
    return trial.names().indexOf(ColumnNames.FINISHED_AT);
  }

  private static String second(java.time.Instant time) {
    return time.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
        .toString()
        .replace('T', ' ')
        .replace("Z", " UTC");
  }

  private static String seconds(List<NamedRow> trials) {
    double millis =
        trials.stream()
            .flatMap(
                t ->
                    List.of(ColumnNames.TRAIN_MS, ColumnNames.RECORD_MS, ColumnNames.SETUP_MS)
                        .stream()
                        .map(t::real))
            .filter(Double::isFinite)
            .mapToDouble(Double::doubleValue)
            .sum();
    return String.format(Locale.ROOT, "%,.1f s, added up over all trials", millis / 1000);
  }
}
