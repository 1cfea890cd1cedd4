package org.gradientatlas.study;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.problem.Problem;
import org.gradientatlas.study.file.StudyFile;

/** Studies from text. */
public final class Studies {
  private Studies() {}

  public static Study of(String text, String... overrides) {
    try {
      Path file = Files.createTempFile("study", ".conf");
      try {
        return StudyFile.load(Files.writeString(file, text), List.of(overrides));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with it, a line a problem. */
  public static List<String> problems(String text, String... overrides) {
    var thrown = catchThrowableOfType(InvalidStudyException.class, () -> of(text, overrides));
    return thrown == null ? List.of() : thrown.problems().stream().map(Problem::toString).toList();
  }

  /** The values of an axis, as text. All architectures take a sequence. */
  public static List<String> axis(String key, String value) {
    String type = key.equals("architecture") ? "data.type = sequence, " : "";
    String text =
        type + "data.examples = 1000000, training.steps = 1\ngrid { " + key + " = " + value + " }";
    return of(text).grid().blocks().get(0).axes().all().stream()
        .filter(axis -> axis.key().equals(key))
        .flatMap(axis -> axis.values().stream())
        .map(GridColumn::text)
        .toList();
  }
}
