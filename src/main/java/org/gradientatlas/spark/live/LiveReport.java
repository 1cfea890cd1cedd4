package org.gradientatlas.spark.live;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.report.live.LivePage;
import org.gradientatlas.report.live.LiveServer;
import org.gradientatlas.report.page.Page;
import org.gradientatlas.report.page.Report;
import org.gradientatlas.spark.page.ReportJob;
import org.gradientatlas.spark.page.ReportedTrials;
import org.gradientatlas.spark.session.Interruption;
import org.gradientatlas.spark.session.OutageMessage;
import org.gradientatlas.spark.stored.StudyStatus;
import org.gradientatlas.spark.summary.UnstoredTables;
import org.gradientatlas.study.file.RuleSettings;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.output.Waves;
import org.gradientatlas.table.schema.DiagnosisTables;

/**
 * Makes the page of a study anew at each wave. It only reads: it takes no lock, and diagnoses
 * trials without storing what it finds.
 */
public final class LiveReport {
  private static final long POLL_MILLIS = 1000;
  private static final long REMOTE_POLL_MILLIS = 3000;
  private static final long SLICE_MILLIS = 50;

  private final SparkSession spark;
  private final String typed;
  private final StudyDirectory directory;
  private final LiveServer server;
  private final Consumer<String> tell;
  private String shown = "";
  private String told = "";

  /**
   * @param directory of a study's tables, on any file system that Hadoop knows; need not exist yet
   * @param tell receives a line whenever the run has come further
   */
  public LiveReport(
      SparkSession spark, String directory, LiveServer server, Consumer<String> tell) {
    this.spark = spark;
    this.typed = directory;
    this.directory = StudyDirectory.at(directory, spark.sparkContext().hadoopConfiguration());
    this.server = server;
    this.tell = tell;
  }

  /** What is shown before anything is known of the study. */
  public static LivePage before(String name) {
    return new LivePage(
        0, Page.live(Report.empty(name, ""), 0), "waiting", "Looking for the study.");
  }

  /**
   * Follows the study until a signal ends this JVM.
   *
   * @throws IllegalStateException if Spark has stopped
   */
  public void untilInterrupted() {
    try (var interruption = Interruption.bySignals(spark.sparkContext())) {
      // In a thread of its own: a page that is being made does not keep the JVM from ending.
      CompletableFuture<Void> work =
          CompletableFuture.runAsync(() -> until(interruption::requested), LiveReport::start);
      while (!interruption.requested() && !work.isDone()) {
        pause();
      }
      if (interruption.requested()) {
        interruption.tell();
      } else {
        work.join();
      }
    }
  }

  private static void start(Runnable task) {
    var thread = new Thread(task, "live report");
    thread.setDaemon(true);
    thread.start();
  }

  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SLICE_MILLIS));
  }

  /**
   * Follows the study. What cannot be read is tried again.
   *
   * @throws IllegalStateException if Spark has stopped
   */
  public void until(BooleanSupplier ended) {
    long pause =
        "file".equals(directory.root().toUri().getScheme()) ? POLL_MILLIS : REMOTE_POLL_MILLIS;
    while (!ended.getAsBoolean()) {
      try {
        look();
      } catch (Exception e) { // Spark's methods throw checked exceptions that they do not declare
        if (ended.getAsBoolean()) {
          return;
        }
        requireSpark(e);
        say(new RunMessage("ended", "Cannot be read now: " + reason(e)));
      }
      await(pause, ended);
    }
  }

  private void requireSpark(Exception e) {
    if (spark.sparkContext().isStopped()) {
      throw new IllegalStateException("Spark has stopped", e);
    }
  }

  private static String reason(Exception e) {
    return OutageMessage.of(e)
        .orElse(String.valueOf(e.getMessage()))
        .lines()
        .findFirst()
        .orElse("");
  }

  private static void await(long millis, BooleanSupplier ended) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < deadline && !ended.getAsBoolean()) {
      pause();
    }
  }

  private void look() throws IOException {
    // Taken before anything is read: what is committed meanwhile is seen the next time.
    String waves = new Waves(directory).fingerprint();
    String now = waves + directory.derivedFiles(DiagnosisTables.DIAGNOSES);
    say(message(!waves.isEmpty()));
    if (!waves.isEmpty() && !now.equals(shown)) {
      int version = server.page().version() + 1;
      server.show(server.page().with(version, Page.live(report(), version)));
      shown = now;
      say(message(true));
    }
  }

  private RunMessage message(boolean hasWaves) throws IOException {
    return RunMessage.of(
        new StudyStatus(typed, spark.sparkContext().hadoopConfiguration()).find(), hasWaves);
  }

  private void say(RunMessage message) {
    server.show(server.page().saying(message.state(), message.text()));
    if (!message.text().equals(told)) {
      told = message.text();
      tell.accept(told);
    }
  }

  /** With the diagnoses that a summary has stored, once it has seen all trials. */
  private Report report() throws IOException {
    var hadoop = spark.sparkContext().hadoopConfiguration();
    var stored = new ReportJob(hadoop, typed);
    if (stored.missing().isEmpty()) {
      ReportedTrials trials = stored.trials();
      if (stored.late(trials).isEmpty()) {
        return stored.report(trials);
      }
    }
    List<Manifest> waves = new Waves(directory).committed();
    var thresholds = new Thresholds(RuleSettings.defaults());
    try (var derived = new UnstoredTables(directory, waves, thresholds, hadoop)) {
      var live = new ReportJob(directory, waves, derived::files, hadoop);
      return live.report(live.trials());
    }
  }
}
