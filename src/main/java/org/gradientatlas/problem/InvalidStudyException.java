package org.gradientatlas.problem;

import java.util.List;
import java.util.stream.Collectors;

/** A study that cannot be run, with all its problems. */
public final class InvalidStudyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial")
  private final List<Problem> problems;

  /**
   * @param study name or file of the study
   * @param problems at least one
   */
  public InvalidStudyException(String study, List<Problem> problems) {
    super(text(study, problems));
    this.problems = List.copyOf(problems);
  }

  /** All problems, in file order; at least one. */
  public List<Problem> problems() {
    return problems;
  }

  private static String text(String study, List<Problem> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return problems.stream()
        .map(p -> "\n  " + p)
        .collect(Collectors.joining("", study + ": " + count, ""));
  }
}
