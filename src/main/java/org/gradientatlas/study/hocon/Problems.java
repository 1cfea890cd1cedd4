package org.gradientatlas.study.hocon;

import com.typesafe.config.ConfigOrigin;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.problem.Problem;
import org.gradientatlas.problem.UnreadableTextException;
import org.jspecify.annotations.Nullable;

/** Collects the problems of a study, to report all of them at once. */
public final class Problems {
  private static final String LINE = "line ";

  private final Set<Problem> found = new LinkedHashSet<>();

  public void add(String key, @Nullable ConfigOrigin origin, InvalidValueException refused) {
    found.add(
        new Problem(key, where(origin), refused.value(), refused.allowed(), refused.nearest()));
  }

  public void add(String key, String value, String allowed) {
    found.add(new Problem(key, "", value, allowed, null));
  }

  public void add(String file, UnreadableTextException refused) {
    found.add(new Problem(file, refused.where(), "", refused.why(), null));
  }

  public boolean none() {
    return found.isEmpty();
  }

  /**
   * @throws InvalidStudyException if a problem was found
   */
  public void raise(String study) {
    if (!none()) {
      throw new InvalidStudyException(
          study, found.stream().sorted(Comparator.comparingInt(Problems::line)).toList());
    }
  }

  /** Sorts by line; problems without a line come last. */
  private static int line(Problem problem) {
    return problem.where().startsWith(LINE)
        ? Integer.parseInt(problem.where().substring(LINE.length()))
        : Integer.MAX_VALUE;
  }

  /** Describes an override by its text, a file's value by its line. */
  private static String where(@Nullable ConfigOrigin origin) {
    if (origin == null) {
      return "";
    }
    if (origin.description().startsWith(Source.OVERRIDE)) {
      return origin.description().replaceFirst(": \\d+$", "");
    }
    return origin.lineNumber() < 1 ? "" : LINE + origin.lineNumber();
  }
}
