package org.gradientatlas.study.file;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.gradientatlas.data.DataSpec;

/**
 * The data section with one value for each key.
 *
 * @param values one per key of the type, of the class of its {@link ValueType}
 * @param directory base of relative paths
 */
record DataSettings(DataType type, SortedMap<String, Serializable> values, Path directory) {
  private static final Pattern URI = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

  DataSpec spec() {
    return type.spec(this);
  }

  int whole(String key) {
    return (Integer) value(key);
  }

  double real(String key) {
    return (Double) value(key);
  }

  boolean flag(String key) {
    return (Boolean) value(key);
  }

  String text(String key) {
    return (String) value(key);
  }

  /** Makes a path absolute; a path with a scheme stays as it is. */
  String path(String key) {
    String path = text(key);
    return URI.matcher(path).matches() ? path : directory.resolve(path).normalize().toString();
  }

  List<String> names(String key) {
    return ((ValueType.Names) value(key)).names();
  }

  private Serializable value(String key) {
    return Objects.requireNonNull(values.get(key), key);
  }
}
