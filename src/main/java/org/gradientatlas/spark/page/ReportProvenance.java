package org.gradientatlas.spark.page;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gradientatlas.table.file.RowCursor;
import org.gradientatlas.table.schema.ColumnNames;
import org.jspecify.annotations.Nullable;

/** What ran where and when, of all rows of trials. */
final class ReportProvenance {
  /** Columns of trials to read. */
  static final List<String> COLUMNS =
      List.of(
          ColumnNames.OUTCOME,
          ColumnNames.APP_VERSION,
          ColumnNames.GIT_COMMIT,
          ColumnNames.BLAS_KERNEL,
          ColumnNames.HOST,
          ColumnNames.EXECUTOR_ID,
          ColumnNames.TRAIN_MS,
          ColumnNames.RECORD_MS,
          ColumnNames.SETUP_MS,
          ColumnNames.FINISHED_AT);

  private static final int MOST_VALUES = 12;

  /** Columns whose values are listed, by what they are called. */
  private static final Map<String, String> LISTED = listed();

  private final Map<String, Long> outcomes = new TreeMap<>();
  private final Map<String, SortedSet<String>> values = new HashMap<>();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private double millis;

  private static Map<String, String> listed() {
    var listed = new LinkedHashMap<String, String>();
    listed.put("Gradient Atlas", ColumnNames.APP_VERSION);
    listed.put("Commit", ColumnNames.GIT_COMMIT);
    listed.put("Rules", ColumnNames.RULESET_VERSION);
    listed.put("Engine", ColumnNames.ENGINE);
    listed.put("Precision", ColumnNames.PRECISION);
    listed.put("BLAS kernel", ColumnNames.BLAS_KERNEL);
    listed.put("Hosts", ColumnNames.HOST);
    listed.put("Executors", ColumnNames.EXECUTOR_ID);
    return listed;
  }

  /** Adds a row of trials. */
  void add(RowCursor trial, @Nullable ReportedDiagnosis diagnosis) {
    outcomes.merge(trial.word(ColumnNames.OUTCOME), 1L, Long::sum);
    for (String column : LISTED.values()) {
      String value =
          column.equals(ColumnNames.RULESET_VERSION)
              ? String.valueOf(diagnosis == null ? null : diagnosis.rulesetVersion())
              : trial.word(column);
      values.computeIfAbsent(column, name -> new TreeSet<>()).add(value);
    }
    if (!trial.isNull(ColumnNames.FINISHED_AT)) {
      first = Math.min(first, trial.column(ColumnNames.FINISHED_AT).time());
      last = Math.max(last, trial.column(ColumnNames.FINISHED_AT).time());
    }
    for (String column :
        List.of(ColumnNames.TRAIN_MS, ColumnNames.RECORD_MS, ColumnNames.SETUP_MS)) {
      double part = trial.real(column);
      millis += Double.isFinite(part) ? part : 0;
    }
  }

  /** Label to value. */
  Map<String, String> lines() {
    var lines = new LinkedHashMap<String, String>();
    lines.put("Trials", counts());
    LISTED.forEach((label, column) -> lines.put(label, list(column)));
    lines.put("Finished", span());
    lines.put(
        "Time in trials",
        String.format(Locale.ROOT, "%,.1f s, added up over all trials", millis / 1000));
    return lines;
  }

  private String counts() {
    return outcomes.entrySet().stream()
        .map(outcome -> "%,d %s".formatted(outcome.getValue(), outcome.getKey().replace('_', ' ')))
        .collect(Collectors.joining(", "));
  }

  private String list(String column) {
    List<String> all = List.copyOf(values.getOrDefault(column, new TreeSet<>()));
    int more = all.size() - MOST_VALUES;
    return more <= 0
        ? String.join(", ", all)
        : String.join(", ", all.subList(0, MOST_VALUES)) + " and %d more".formatted(more);
  }

  private String span() {
    return first > last ? "unknown" : "%s to %s".formatted(second(first), second(last));
  }

  private static String second(long micros) {
    return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L))
        .toString()
        .replace('T', ' ')
        .replace("Z", " UTC");
  }
}
