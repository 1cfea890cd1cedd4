package org.gradientatlas.axis.architecture;

import java.util.List;
import org.gradientatlas.axis.Variant;
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
public record ArchitectureSetting(
    String name,
    List<String> names,
    double least,
    double most,
    Class<?> type,
    @Nullable Object fallback,
    boolean positional) {

  static ArchitectureSetting name(String name, List<String> names, String fallback) {
    return new ArchitectureSetting(name, names, 0, 0, String.class, fallback, false);
  }

  static ArchitectureSetting firstName(String name, List<String> names) {
    return new ArchitectureSetting(name, names, 0, 0, String.class, null, true);
  }

  static ArchitectureSetting firstText(String name) {
    return new ArchitectureSetting(name, List.of(), 0, 0, String.class, null, true);
  }

  static ArchitectureSetting whole(String name, int least, int most, int fallback) {
    return new ArchitectureSetting(name, List.of(), least, most, Integer.class, fallback, false);
  }

  static ArchitectureSetting real(String name, double fallback) {
    return new ArchitectureSetting(
        name, List.of(), -Double.MAX_VALUE, Double.MAX_VALUE, Double.class, fallback, false);
  }

  static ArchitectureSetting flag(String name, boolean fallback) {
    return new ArchitectureSetting(name, List.of(), 0, 0, Boolean.class, fallback, false);
  }

  /** Its default as labels have it; empty if there is none. */
  public String text() {
    return fallback == null ? "" : text(fallback);
  }

  static String text(Object value) {
    return value instanceof Double number ? Variant.number(number) : value.toString();
  }
}
