package org.gradientatlas.study.file;

import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.study.FailureBudget;
import org.gradientatlas.study.hocon.Written;
import org.gradientatlas.study.value.ValueType;

/** Reads {@code commit.max-failed}. */
final class FailureBudgetReader {
  private static final String NONE = "none";
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?) ?%");

  static final ValueType<FailureBudget> KIND =
      new ValueType<>(FailureBudget.class, value -> List.of(read(value)));

  private static FailureBudget read(ConfigValue value) throws InvalidValueException {
    String text = String.valueOf(value.unwrapped());
    if (text.equals(NONE)) {
      return new FailureBudget(text, 0, Long.MAX_VALUE);
    }
    if (text.matches("\\d{1,9}")) {
      return new FailureBudget(text, 0, Long.parseLong(text));
    }
    Matcher percent = PERCENT.matcher(text);
    if (percent.matches() && Double.parseDouble(percent.group(1)) <= 100) {
      return new FailureBudget(
          text, new BigDecimal(percent.group(1)).movePointLeft(2).doubleValue(), 0);
    }
    throw new InvalidValueException(
        Written.value(value),
        "must be none, a number of trials, or a share of the study's trials such as \"1%\"");
  }

  private FailureBudgetReader() {}
}
