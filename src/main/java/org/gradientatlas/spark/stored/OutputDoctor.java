package org.gradientatlas.spark.stored;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.study.file.StudyFile;
import org.gradientatlas.table.lock.OutputLock;
import org.gradientatlas.table.output.Beginning;
import org.gradientatlas.table.output.Examination;
import org.gradientatlas.table.output.OutputConflictException;
import org.gradientatlas.table.output.StudyDirectory;
import org.jspecify.annotations.Nullable;

/** Examines what a study has stored and, on request, drops damaged waves. Starts no Spark. */
public final class OutputDoctor {
  private final StudyDirectory directory;
  private final PrintWriter out;
  private final PrintWriter err;

  /**
   * @param output a study's output directory
   * @param out where findings go
   * @param err where it says that there is nothing to examine
   */
  public OutputDoctor(String output, Configuration hadoop, PrintWriter out, PrintWriter err) {
    this.directory = StudyDirectory.at(output, hadoop);
    this.out = out;
    this.err = err;
  }

  /** Examines without changing anything. */
  public ExaminationResult examine() throws IOException {
    String obstacle = directory.obstacle();
    String study = obstacle.isEmpty() ? directory.readStudy() : null;
    if (study == null) {
      err.println(obstacle.isEmpty() ? Beginning.whyNoTrials(directory) : obstacle);
      return ExaminationResult.NOTHING;
    }
    Examination.Found found = new Examination(directory, schedule(study)).run();
    print(found);
    if (found.damages().isEmpty()) {
      return ExaminationResult.SOUND;
    }
    out.printf(
        "%d waves are damaged. Drop them with%n  jobs/doctor --out %s --repair%n"
            + "and run the study again: it trains their trials, and no others.%n",
        found.damagedWaves().size(), directory.root());
    return ExaminationResult.DAMAGED;
  }

  /**
   * Examines, and drops damaged waves.
   *
   * @throws OutputConflictException if a run holds the directory
   */
  public ExaminationResult repair() throws IOException, OutputConflictException {
    String study = directory.obstacle().isEmpty() ? directory.readStudy() : null;
    if (study == null) {
      return examine();
    }
    try (var lock = OutputLock.acquire(directory)) {
      var examination = new Examination(directory, schedule(study));
      Examination.Found found = examination.run();
      print(found);
      if (!found.damages().isEmpty()) {
        examination.repair(found);
        Set<Integer> waves = found.damagedWaves();
        out.printf(
            "Dropped waves %s and the tables that summarize derives. Run the study again: it"
                + " trains the trials that are gone, and no others.%n",
            waves);
      }
      return ExaminationResult.SOUND;
    }
  }

  private void print(Examination.Found found) {
    out.printf(
        "%s: %d waves, %d trials, %d files, %.1f MB read%n",
        directory.root(), found.waves(), found.trials(), found.files(), found.bytes() / 1e6);
    if (found.unsealed() > 0) {
      out.printf(
          "%d waves were committed by a version that wrote no checksums.%n", found.unsealed());
    }
    List<String> lines = found.lines();
    if (lines.isEmpty()) {
      out.println("Every file is what was committed, and every trial has all its rows once.");
    }
    lines.forEach(line -> out.println("  " + line));
  }

  /** Which steps the study records; null if this version cannot read the study. */
  private static @Nullable RecordSchedule schedule(String study) {
    try {
      var grid = StudyFile.parse(study).grid();
      return grid.kept()
          .limit(1)
          .mapToObj(i -> grid.trial(i).training().record())
          .findFirst()
          .orElse(null);
    } catch (InvalidStudyException e) {
      return null;
    }
  }
}
