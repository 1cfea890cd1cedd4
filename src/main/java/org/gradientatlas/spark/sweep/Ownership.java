package org.gradientatlas.spark.sweep;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;
import org.gradientatlas.table.output.OutputConflictException;
import org.gradientatlas.table.output.StudyDirectory;

/**
 * Checks that an output directory belongs to a study, by the resolved study stored with the
 * results.
 */
final class Ownership {
  private Ownership() {}

  /**
   * @param extend whether another study's directory is accepted; the sweep later rejects stored
   *     trials that are not in its grid
   * @throws OutputConflictException listing the lines that differ
   */
  static void check(StudyDirectory directory, Study study, boolean extend)
      throws IOException, OutputConflictException {
    String stored = directory.readStudy();
    if (stored == null || extend) {
      return;
    }
    String mine = StudyFile.trialsOnly(study.render());
    if (StudyFile.trialsOnly(stored).equals(mine)) {
      return;
    }
    String owner = StudyFile.trialsOnly(inThisVersion(stored));
    if (owner.equals(mine)) {
      return;
    }
    List<String> differences =
        Stream.concat(only(owner, mine, "- "), only(mine, owner, "+ ")).toList();
    throw new OutputConflictException(
        directory.root()
            + " belongs to another study. Use another --out, or --extend if the grid"
            + " has only grown. What differs (- there, + here):\n  "
            + String.join("\n  ", differences));
  }

  /** An earlier version knew fewer keys, each of which has a default that says what it did. */
  private static String inThisVersion(String stored) {
    try {
      return StudyFile.parse(stored).render();
    } catch (InvalidStudyException e) {
      return stored;
    }
  }

  private static Stream<String> only(String text, String other, String mark) {
    Set<String> known = other.lines().collect(Collectors.toSet());
    return text.lines().filter(line -> !known.contains(line)).map(line -> mark + line.strip());
  }
}
