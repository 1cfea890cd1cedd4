package org.gradientatlas.study.file;

import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.Choice;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.problem.Problem;
import org.gradientatlas.study.value.ValueType;

/** Values given as command arguments, with the syntax and error messages of study files. */
public final class Arguments {
  private final String command;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param command name of the command, for messages
   */
  public Arguments(String command) {
    this.command = command;
  }

  /**
   * Parses choices such as {@code relu} and {@code leaky-relu(0.2)}; invalid ones are recorded and
   * skipped.
   *
   * @param option the command's option, for messages
   * @param what the kind of choice, for messages
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

  /** Records a number that is not allowed. */
  public void number(String option, double value, boolean allowed, String what) {
    if (!allowed || !Double.isFinite(value)) {
      problems.add(new Problem(option, "", Variant.number(value), "must be " + what, null));
    }
  }

  /**
   * @throws InvalidStudyException listing all problems, if there are any
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw new InvalidStudyException(command, problems);
    }
  }
}
