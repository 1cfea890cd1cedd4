package org.gradientatlas.cli;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.problem.Problem;
import org.gradientatlas.spark.UserFile;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The study that a command works on. */
final class StudyOptions {
  private static final String RULES = "rules.";
  private static final String NO_RULES =
      "thresholds are for jobs/study and jobs/summarize; this job diagnoses nothing";

  @Parameters(
      paramLabel = "STUDY",
      description = "The study file (HOCON): a path of this machine, or hdfs://, s3a://, https://.")
  private String file = "study.conf";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of the study file: --set grid.depth=[8,32]. Repeatable.")
  private List<String> overrides = new ArrayList<>();

  /** Loads the study, ignoring overrides of thresholds. */
  Study loadWithoutRules() {
    return StudyFile.load(
        UserFile.of(file), overrides.stream().filter(text -> !text.startsWith(RULES)).toList());
  }

  /** Overrides of thresholds: {@code rules.vanishing-slope.slope=-0.1}. */
  List<String> ruleOverrides() {
    return overrides.stream().filter(text -> text.startsWith(RULES)).toList();
  }

  /**
   * Loads the study.
   *
   * @throws InvalidStudyException listing every problem
   */
  Study load() {
    List<Problem> problems =
        ruleOverrides().stream()
            .map(text -> new Problem("--set " + text, "", "", NO_RULES, null))
            .toList();
    Study study;
    try {
      study = loadWithoutRules();
    } catch (InvalidStudyException e) {
      throw e.with(problems);
    }
    if (!problems.isEmpty()) {
      throw new InvalidStudyException(file, problems);
    }
    return study;
  }

  /**
   * Rejects a study that the command cannot train.
   *
   * @param kind the parallelism that the command supports
   * @throws InvalidStudyException if the study needs another
   */
  static void require(Study study, Grid.Parallelism kind) {
    if (study.grid().parallelism() != kind) {
      String allowed =
          kind == Grid.Parallelism.OF_DATA
              ? "jobs/train takes dl4j-spark in every block; jobs/sweep trains the other engines"
              : "dl4j-spark is for jobs/train STUDY --out DIR; this job trains the other engines";
      throw new InvalidStudyException(
          study.name(), List.of(new Problem("training.engine", "", "", allowed, null)));
    }
  }
}
