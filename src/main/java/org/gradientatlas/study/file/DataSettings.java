package org.gradientatlas.study.file;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.ImageView;
import org.gradientatlas.data.Missing;
import org.gradientatlas.study.value.ValueType;

/**
 * The data section with one value for each key.
 *
 * @param values one per key of the type, of the class of its {@link ValueType}
 * @param directory base of relative paths: a path, or an address
 */
record DataSettings(DataType type, SortedMap<String, Serializable> values, String directory) {
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
    return StudyPath.resolve(directory, text(key));
  }

  Missing missing(String key) {
    return (Missing) value(key);
  }

  ImageView view(String key) {
    return (ImageView) value(key);
  }

  List<String> names(String key) {
    return ((ValueType.Names) value(key)).names();
  }

  private Serializable value(String key) {
    return Objects.requireNonNull(values.get(key), key);
  }
}
