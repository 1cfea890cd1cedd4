package org.gradientatlas.data;

import java.util.List;

/**
 * The user's data cannot be learned from. The message lists the problems, one per line; if they are
 * too many, it says how many more there are.
 */
public final class InvalidDataException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private static final int MOST_LINES = 20;

  private final List<String> problems;

  /**
   * @param problems at least one, each with its file and, if known, its row and column
   */
  public InvalidDataException(List<String> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** With a single problem. */
  public InvalidDataException(String problem) {
    this(List.of(problem));
  }

  private static String message(List<String> problems) {
    String lines = String.join("\n", problems.subList(0, Math.min(MOST_LINES, problems.size())));
    int more = problems.size() - MOST_LINES;
    return more > 0 ? lines + "\nand " + more + " more" : lines;
  }

  /** All problems, one sentence each. */
  public List<String> problems() {
    return problems;
  }
}
