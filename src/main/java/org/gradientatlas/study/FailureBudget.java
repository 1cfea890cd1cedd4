package org.gradientatlas.study;

import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many trials of a study may fail. A share is one of all trials of the study, done or not: the
 * first failure of a large study does not stop it, and what is lost on a broken one is bounded.
 *
 * @param text as a study file has it: none, a count, or a percentage
 * @param share of the study's trials; 0 for a count
 * @param count of trials, besides the share
 */
public record FailureBudget(String text, double share, long count) implements Serializable {
  private static final String NONE = "none";
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?) ?%");

  static final Kind<FailureBudget> KIND =
      new Kind<>(FailureBudget.class, value -> List.of(read(value)));

  private static FailureBudget read(ConfigValue value) throws Refused {
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
    throw new Refused(
        Kind.written(value),
        "must be none, a number of trials, or a share of the study's trials such as \"1%\"");
  }

  /** How many trials of a study of that many may fail. */
  public long of(long trials) {
    return share > 0 ? (long) Math.floor(share * trials) : count;
  }

  String written() {
    return ConfigUtil.quoteString(text);
  }
}
