package org.gradientatlas.study.hocon;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.regex.Pattern;

/** Keys and values as they stand in a study file, for messages. */
public final class Written {
  private static final int LONGEST = 80;

  /** Texts that can be taken for nothing else, so that quotes would only confuse. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?!(?:true|false|null)$)(?![-+]?(?:\\d{1,18}(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?$)"
              + "[\\p{Graph}&&[^\"\\\\]]+");

  private static final Pattern UNCLEAR = Pattern.compile("(?s)\\s.*|.*\\s|.*[\\p{Cntrl}\"].*|");

  private Written() {}

  /** A value, shortened. */
  public static String value(ConfigValue value) {
    return shortened(
        switch (value.valueType()) {
          case NUMBER -> number(value);
          case STRING -> text(String.valueOf(value.unwrapped()));
          case OBJECT -> object((ConfigObject) value);
          default -> concise(value);
        });
  }

  /** The digits as they were typed. */
  public static String number(ConfigValue value) {
    return ConfigFactory.empty().withValue("number", value).getString("number");
  }

  private static String text(String text) {
    return PLAIN.matcher(text).matches() ? text : ConfigUtil.quoteString(text);
  }

  private static String object(ConfigObject value) {
    String text = concise(value);
    return text.startsWith("{") ? text : "{" + text + "}";
  }

  private static String concise(ConfigValue value) {
    return value.render(ConfigRenderOptions.concise().setJson(false).setComments(false));
  }

  /** A key, in quotes if it would not be seen for what it is. */
  public static String key(String key) {
    return shortened(UNCLEAR.matcher(key).matches() ? ConfigUtil.quoteString(key) : key);
  }

  public static boolean isNumber(ConfigValue value) {
    return value.valueType() == ConfigValueType.NUMBER;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
  }
}
