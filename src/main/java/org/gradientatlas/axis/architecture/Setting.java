package org.gradientatlas.axis.architecture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting of an architecture: a name out of several, a number, or a text.
 *
 * @param name as in study files
 * @param names what a name may be; empty if the setting is a number or a text
 * @param least the least number
 * @param most the greatest number
 * @param type Double, Integer, Boolean or String
 * @param fallback of that type; null if a study must give a value
 * @param positional whether labels give its value without its name
 */
public record Setting(
    String name,
    List<String> names,
    double least,
    double most,
    Class<?> type,
    @Nullable Object fallback,
    boolean positional) {

  static Setting name(String name, List<String> names, String fallback) {
    return new Setting(name, names, 0, 0, String.class, fallback, false);
  }

  static Setting firstName(String name, List<String> names) {
    return new Setting(name, names, 0, 0, String.class, null, true);
  }

  static Setting firstText(String name) {
    return new Setting(name, List.of(), 0, 0, String.class, null, true);
  }

  static Setting whole(String name, int least, int most, int fallback) {
    return new Setting(name, List.of(), least, most, Integer.class, fallback, false);
  }

  static Setting real(String name, double fallback) {
    return new Setting(
        name, List.of(), -Double.MAX_VALUE, Double.MAX_VALUE, Double.class, fallback, false);
  }

  static Setting flag(String name, boolean fallback) {
    return new Setting(name, List.of(), 0, 0, Boolean.class, fallback, false);
  }
}
