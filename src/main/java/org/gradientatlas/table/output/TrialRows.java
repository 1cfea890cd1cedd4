package org.gradientatlas.table.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.table.file.RowGroupColumns;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import org.jspecify.annotations.Nullable;

/** The row keys of one wave's trials, to check whether they are complete. */
final class TrialRows {

  /** Columns to read of every table. */
  static final List<String> COLUMNS =
      List.of(
          ColumnNames.TRIAL_ID,
          ColumnNames.OUTCOME,
          ColumnNames.DEPTH,
          ColumnNames.STEPS_PLANNED,
          ColumnNames.PHASE,
          ColumnNames.STEP,
          ColumnNames.LAYER,
          ColumnNames.WORKER,
          ColumnNames.TENSOR,
          ColumnNames.TIME_STEP);

  /** Bits of the layer in a row key of phase, step, worker and layer. */
  private static final int LAYER_BITS = 16;

  private static final int WORKER_BITS = 15;
  private static final String TWICE = "has rows twice";
  private static final String NO_PROBE = "has no probe in layers";
  private static final String OTHER_STEPS = "has other steps in layers than in steps";
  private static final long PROBE = 1L << 62;

  private record Trial(String outcome, int depth, int stepsPlanned) {
    boolean is(Outcome ending) {
      return outcome.equals(ending.label());
    }
  }

  private final Map<String, Trial> trials = new LinkedHashMap<>();
  private final Map<String, LongStream.Builder> steps = new LinkedHashMap<>();
  private final Map<String, LongStream.Builder> layers = new LinkedHashMap<>();

  /** Of trials whose layers have several rows. */
  private final Map<String, TensorRowKeys> tensors = new LinkedHashMap<>();

  private final List<String> problems = new ArrayList<>();

  /** Adds rows. */
  void add(String table, RowGroupColumns rows) {
    String[] ids = rows.texts().getOrDefault(ColumnNames.TRIAL_ID, new String[rows.rows()]);
    for (int i = 0; i < rows.rows(); i++) {
      String id = String.valueOf(ids[i]);
      if (table.equals(Tables.TRIALS.name())) {
        addTrial(id, rows, i);
      } else if (table.equals(Tables.STEPS.name())) {
        steps.computeIfAbsent(id, x -> LongStream.builder()).add(rows.number(ColumnNames.STEP, i));
      } else if (table.equals(Tables.LAYERS.name()) && TensorRowKeys.has(rows, i)) {
        tensors.computeIfAbsent(id, x -> new TensorRowKeys()).add(rows, i);
      } else if (table.equals(Tables.LAYERS.name())) {
        layers.computeIfAbsent(id, x -> LongStream.builder()).add(layerKey(rows, i));
      }
    }
  }

  private void addTrial(String id, RowGroupColumns rows, int i) {
    var trial =
        new Trial(
            String.valueOf(rows.text(ColumnNames.OUTCOME, i)),
            rows.number(ColumnNames.DEPTH, i),
            rows.number(ColumnNames.STEPS_PLANNED, i));
    if (trials.put(id, trial) != null) {
      problems.add("trial " + id + " is there twice");
    }
  }

  private static long layerKey(RowGroupColumns rows, int i) {
    boolean probe = Phase.PROBE.label().equals(rows.text(ColumnNames.PHASE, i));
    long step = rows.number(ColumnNames.STEP, i);
    long worker = 1L + rows.number(ColumnNames.WORKER, i);
    return (probe ? PROBE : 0)
        | ((step << WORKER_BITS) | worker) << LAYER_BITS
        | rows.number(ColumnNames.LAYER, i);
  }

  /** The ids of the trials. */
  Iterable<String> ids() {
    return trials.keySet();
  }

  /**
   * Describes missing and duplicate rows.
   *
   * @param schedule which steps the study records; null if unknown
   */
  List<String> problems(@Nullable RecordSchedule schedule) {
    var all = new ArrayList<>(problems);
    trials.forEach(
        (id, trial) -> {
          long[] own = keys(steps, id);
          TensorRowKeys several = tensors.remove(id);
          String problem =
              several == null
                  ? problem(trial, own, keys(layers, id), schedule)
                  : problem(trial, own, several, schedule);
          if (!problem.isEmpty()) {
            all.add("trial " + id + " " + problem);
          }
        });
    refuseOrphans(steps, Tables.STEPS, all);
    refuseOrphans(layers, Tables.LAYERS, all);
    refuseOrphans(tensors, Tables.LAYERS, all);
    return all;
  }

  private void refuseOrphans(Map<String, ?> rows, Table<?> table, List<String> all) {
    long orphans = rows.keySet().stream().filter(id -> !trials.containsKey(id)).count();
    if (orphans > 0) {
      all.add(orphans + " trials in " + table.name() + " are not in trials");
    }
  }

  private static long[] keys(Map<String, LongStream.Builder> rows, String id) {
    LongStream.Builder keys = rows.remove(id);
    return keys == null ? new long[0] : keys.build().sorted().toArray();
  }

  private static String problem(
      Trial trial, long[] steps, TensorRowKeys rows, @Nullable RecordSchedule schedule) {
    String ofSteps = problem(trial, steps, schedule);
    if (!ofSteps.isEmpty()) {
      return ofSteps;
    }
    String ofRows = rows.problem(trial.depth() + 1);
    if (!ofRows.isEmpty()) {
      return ofRows;
    }
    if (!rows.hasProbe() && !trial.is(Outcome.FAILED)) {
      return NO_PROBE;
    }
    return Arrays.equals(rows.steps(), steps) ? "" : OTHER_STEPS;
  }

  private static String problem(Trial trial, long[] steps, @Nullable RecordSchedule schedule) {
    if (hasTwins(steps)) {
      return TWICE;
    }
    int planned = schedule == null ? steps.length : schedule.count(trial.stepsPlanned());
    return trial.is(Outcome.COMPLETED) && steps.length != planned
        ? "has %d rows in steps, not %d".formatted(steps.length, planned)
        : "";
  }

  private static String problem(
      Trial trial, long[] steps, long[] layers, @Nullable RecordSchedule schedule) {
    String ofSteps = hasTwins(layers) ? TWICE : problem(trial, steps, schedule);
    if (!ofSteps.isEmpty()) {
      return ofSteps;
    }
    long[] passes = Arrays.stream(layers).map(key -> key >> LAYER_BITS).distinct().toArray();
    if (!isComplete(layers, passes.length, trial.depth() + 1)) {
      return "has %d rows in layers: not %d for each of %d passes"
          .formatted(layers.length, trial.depth() + 1, passes.length);
    }
    long probes = Arrays.stream(layers).filter(key -> key >= PROBE).count();
    if (probes == 0 && !trial.is(Outcome.FAILED)) {
      return NO_PROBE;
    }
    long[] measured =
        Arrays.stream(layers)
            .filter(key -> key < PROBE)
            .map(key -> key >> (LAYER_BITS + WORKER_BITS))
            .distinct()
            .toArray();
    return Arrays.equals(measured, steps) ? "" : OTHER_STEPS;
  }

  /** Whether each pass has layers 1 to the last. */
  private static boolean isComplete(long[] layers, int passes, int last) {
    long mask = (1L << LAYER_BITS) - 1;
    return layers.length == (long) passes * last
        && Arrays.stream(layers).allMatch(key -> (key & mask) >= 1 && (key & mask) <= last);
  }

  private static boolean hasTwins(long[] sorted) {
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        return true;
      }
    }
    return false;
  }
}
