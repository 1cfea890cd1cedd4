package org.gradientatlas.spark.summary;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.diagnose.Diagnosis;
import org.gradientatlas.diagnose.Evidence.StepFacts;
import org.gradientatlas.diagnose.Rule;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.spark.stored.StoredEvidence;
import org.gradientatlas.spark.stored.StoredEvidence.LayerRow;
import org.gradientatlas.spark.stored.StoredRows;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.spark.stored.TrialGroups;
import org.gradientatlas.spark.stored.WaveTables;
import org.gradientatlas.table.file.RowCursor;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.Tables;

/** Reads trials from stored tables and diagnoses them while it reads on. */
final class TrialJudge {
  private static final int BATCH = 512;

  /** What is read ahead is in memory. */
  private static final int MOST_BATCHES = 8;

  private static final List<String> COLUMNS = columns();

  private final BestScores best;
  private final Thresholds thresholds;
  private final Executor judges;
  private final Map<TrialCell, TrialCell> cells = new HashMap<>();

  /** Most trials lack the same data, and then share one list. */
  private final Map<List<Rule>, List<Rule>> notEvaluable = new HashMap<>();

  private long position;

  private TrialJudge(BestScores best, Thresholds thresholds, Executor judges) {
    this.judges = judges;
    this.best = best;
    this.thresholds = thresholds;
  }

  /** All trials of some waves. */
  static JudgedTrials of(
      StudyDirectory directory, List<Manifest> waves, Thresholds thresholds, Configuration hadoop)
      throws IOException {
    BestScores best = BestScores.read(directory, waves, hadoop);
    ExecutorService judges =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      var judge = new TrialJudge(best, thresholds, judges);
      var all = new ArrayList<JudgedTrial>();
      WaveTables.each(directory, waves, hadoop, judge::wave).forEach(all::addAll);
      return JudgedTrials.of(all);
    } finally {
      judges.shutdownNow();
    }
  }

  private static List<String> columns() {
    var columns = new ArrayList<>(StoredEvidence.TRIAL);
    columns.add(ColumnNames.STEPS_PLANNED);
    return columns;
  }

  private List<JudgedTrial> wave(WaveTables tables) throws IOException {
    var judged = new ArrayList<JudgedTrial>();
    Queue<CompletableFuture<List<JudgedTrial>>> batches = new ArrayDeque<>();
    var batch = new ArrayList<Unjudged>();
    TrialGroups<StepFacts> steps = tables.rows(Tables.STEPS, StoredRows.STEP, StoredRows::steps);
    TrialGroups<LayerRow> layers = tables.rows(Tables.LAYERS, StoredRows.LAYER, StoredRows::layers);
    WaveTables.OtherAxes others = tables.otherAxes();
    try (RowCursor trials = tables.trials(COLUMNS)) {
      while (trials.next()) {
        String id = trials.word(ColumnNames.TRIAL_ID);
        batch.add(unjudged(trials, others, steps.of(id), layers.of(id)));
        if (batch.size() == BATCH) {
          batches.add(start(List.copyOf(batch)));
          batch.clear();
        }
        while (batches.size() > MOST_BATCHES) {
          take(batches, judged);
        }
      }
    }
    batches.add(start(batch));
    while (!batches.isEmpty()) {
      take(batches, judged);
    }
    return judged;
  }

  private Unjudged unjudged(
      RowCursor trial, WaveTables.OtherAxes others, List<StepFacts> steps, List<LayerRow> layers)
      throws IOException {
    String id = trial.word(ColumnNames.TRIAL_ID);
    TrialCell its = TrialCell.of(trial, others.of(id));
    TrialCell cell = cells.computeIfAbsent(its, same -> same);
    return new Unjudged(
        position++,
        id,
        trial.count(ColumnNames.REPLICATE),
        trial.count(ColumnNames.STEPS_PLANNED),
        cell,
        StoredEvidence.trial(trial, cell, best.of(cell)),
        steps,
        layers);
  }

  private CompletableFuture<List<JudgedTrial>> start(List<Unjudged> batch) {
    return CompletableFuture.supplyAsync(
        () -> batch.stream().map(trial -> trial.judge(thresholds)).toList(), judges);
  }

  private void take(Queue<CompletableFuture<List<JudgedTrial>>> batches, List<JudgedTrial> judged) {
    batches.remove().join().forEach(trial -> judged.add(shared(trial)));
  }

  private JudgedTrial shared(JudgedTrial trial) {
    Diagnosis its = trial.diagnosis();
    List<Rule> lacking = notEvaluable.computeIfAbsent(its.notEvaluable(), same -> same);
    return new JudgedTrial(
        trial.position(),
        trial.id(),
        trial.cell(),
        new Diagnosis(
            its.mechanism(),
            its.verdict(),
            its.severity(),
            its.decisive(),
            its.findings(),
            lacking),
        trial.forecast(),
        trial.early(),
        trial.judgement(),
        trial.lastDecades());
  }
}
