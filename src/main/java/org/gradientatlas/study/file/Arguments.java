package org.gradientatlas.study.file;

import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.Choice;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.problem.Problem;

/** Values given to a command rather than in a study file: written, and refused, in the same way. */
public final class Arguments {
  private final String command;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param command for messages
   */
  public Arguments(String command) {
    this.command = command;
  }

  /**
   * Choices such as {@code relu} and {@code leaky-relu(0.2)}; those that are wrong are noted and
   * left out.
   *
   * @param option where they were given, for messages
   * @param what what they are, for messages
   */
  public <T extends Enum<T> & Choice> List<Variant<T>> choices(
      String option, Class<T> type, String what, List<String> texts) {
    ValueType<Variant<T>> kind = ValueType.variant(type, what);
    var choices = new ArrayList<Variant<T>>();
    for (String text : texts) {
      try {
        choices.addAll(kind.read(ConfigValueFactory.fromAnyRef(text)));
      } catch (InvalidValueException e) {
        problems.add(new Problem(option, "", e.value(), e.allowed(), e.nearest()));
      }
    }
    return choices;
  }

  /** Notes a number that is not allowed. */
  public void number(String option, double value, boolean allowed, String what) {
    if (!allowed || !Double.isFinite(value)) {
      problems.add(new Problem(option, "", Variant.number(value), "must be " + what, null));
    }
  }

  /**
   * @throws InvalidStudyException with all that is wrong, if anything is
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw new InvalidStudyException(command, problems);
    }
  }
}
