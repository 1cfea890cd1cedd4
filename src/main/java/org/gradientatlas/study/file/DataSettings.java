package org.gradientatlas.study.file;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.ImageView;
import org.gradientatlas.data.Missing;
import org.gradientatlas.storage.Address;
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
    String path = text(key);
    if (Address.is(path)) {
      return path;
    }
    try {
      return Address.is(directory)
          ? Address.resolve(directory, path)
          : plain(Path.of(directory).resolve(path)).toString();
    } catch (InvalidPathException e) { // whoever opens it says why
      return path;
    }
  }

  /** Behind a link, .. is what the system takes it for. */
  private static Path plain(Path path) {
    boolean climbs = false;
    for (Path name : path) {
      climbs |= name.toString().equals("..");
    }
    Path parent = path.getParent();
    try {
      return climbs && parent != null
          ? parent.toRealPath().resolve(path.getFileName()).normalize()
          : path.normalize();
    } catch (IOException e) {
      return path.normalize();
    }
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
