package org.gradientatlas.problem;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A study that cannot be run, with all its problems. */
public final class InvalidStudyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String study;

  @SuppressWarnings("serial")
  private final List<Problem> problems;

  /**
   * @param study name or file of the study
   * @param problems at least one
   */
  public InvalidStudyException(String study, List<Problem> problems) {
    super(text(study, problems));
    this.study = study;
    this.problems = List.copyOf(problems);
  }

  /** The same with further problems. */
  public InvalidStudyException with(List<Problem> more) {
    return new InvalidStudyException(
        study, Stream.concat(problems.stream(), more.stream()).toList());
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
