package org.gradientatlas.study.file;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.study.hocon.Problems;
import org.gradientatlas.study.hocon.Written;
import org.gradientatlas.study.value.Ranges;
import org.gradientatlas.study.value.ValueType;

/**
 * One section of a study file with its defaults. An invalid value is recorded as a problem and
 * replaced by the default, so that reading continues.
 */
final class Section {
  /** Sections whose keys may vary, in the grid. */
  private static final List<String> CAN_VARY = List.of("training", "train", "data");

  private final String path;
  private final ConfigObject given;
  private final ConfigObject defaults;
  private final Problems problems;

  Section(String path, ConfigObject given, ConfigObject defaults, Problems problems) {
    this.path = path;
    this.given = given;
    this.defaults = defaults;
    this.problems = problems;
  }

  /** A subsection. */
  Section section(String key) {
    return section(key, child(defaults, key));
  }

  /** A subsection with other defaults. */
  Section section(String key, ConfigObject itsDefaults) {
    ConfigValue value = given.get(key);
    if (value != null && !(value instanceof ConfigObject)) {
      problems.add(
          full(key),
          value.origin(),
          new InvalidValueException(Written.value(value), "must be a section { ... }"));
    }
    return new Section(full(key), child(given, key), itsDefaults, problems);
  }

  private static ConfigObject child(ConfigObject of, String key) {
    return of.get(key) instanceof ConfigObject object ? object : ConfigFactory.empty().root();
  }

  /** This section with other defaults. */
  Section over(ConfigObject itsDefaults) {
    return new Section(path, given, itsDefaults.withFallback(defaults), problems);
  }

  /** The blocks listed under a key, or its single section. */
  List<Section> blocks(String key) {
    if (!(given.get(key) instanceof ConfigList list)) {
      return List.of(section(key));
    }
    if (list.isEmpty()) {
      problem(key, new InvalidValueException("[]", "must have at least one block { ... }"));
    }
    var blocks = new ArrayList<Section>();
    for (int i = 0; i < Math.max(1, list.size()); i++) {
      String name = key + "[" + i + "]";
      ConfigValue value = i < list.size() ? list.get(i) : NONE;
      if (!(value instanceof ConfigObject)) {
        problem(
            name,
            value,
            new InvalidValueException(Written.value(value), "must be a block { ... }"));
      }
      ConfigObject block = value instanceof ConfigObject object ? object : NONE;
      blocks.add(new Section(full(name), block, child(defaults, key), problems));
    }
    return blocks;
  }

  /** This section without the keys that another one sets. */
  Section without(Section other) {
    ConfigObject rest = given;
    for (String key : other.given.keySet()) {
      rest = rest.withoutKey(key);
    }
    return new Section(path, rest, defaults, problems);
  }

  boolean has(String key) {
    return given.containsKey(key);
  }

  /** The given value, or else the default. */
  ConfigValue value(String key) {
    ConfigValue value = given.getOrDefault(key, defaults.get(key));
    if (value == null) {
      throw new IllegalStateException(full(key) + " has no default");
    }
    return value;
  }

  /** The values of a key's axis or, if it is not an axis, its one fixed value. */
  static <T extends Serializable> List<T> axisOrOne(
      Section varied, Section fixed, String key, ValueType<T> kind) {
    if (!varied.has(key)) {
      return List.of(fixed.one(key, kind));
    }
    if (fixed.has(key)) {
      varied.problem(
          key, new InvalidValueException("", "is also given as " + fixed.full(key) + "; keep one"));
    }
    return varied.several(key, kind);
  }

  /** One value. */
  <T extends Serializable> T one(String key, ValueType<T> kind) {
    return one(key, kind, fallback(key, kind));
  }

  /** One value, with a fallback for an invalid one. */
  <T extends Serializable> T one(String key, ValueType<T> kind, T fallback) {
    ConfigValue value = value(key);
    try {
      List<T> values =
          value instanceof ConfigList && !kind.takesList() ? List.of() : kind.readOne(value);
      if (values.size() == 1) {
        return values.get(0);
      }
      String allowed =
          CAN_VARY.contains(path) && !BlockReader.NEVER_AXES.contains(key)
              ? "takes one value; what varies is written into grid"
              : "takes one value";
      problem(key, value, new InvalidValueException(Written.value(value), allowed));
    } catch (InvalidValueException e) {
      problem(key, value, e);
    }
    return fallback;
  }

  /** One or more values, from a list, a range or a single value. Duplicates are kept. */
  <T extends Serializable> List<T> several(String key, ValueType<T> kind) {
    return several(key, kind, fallback(key, kind));
  }

  <T extends Serializable> List<T> several(String key, ValueType<T> kind, T fallback) {
    var values = new ArrayList<T>();
    List<ConfigValue> elements = ValueType.elements(value(key));
    for (ConfigValue element : elements) {
      try {
        if (values.size() <= Ranges.MOST) {
          values.addAll(kind.read(element));
        }
      } catch (InvalidValueException e) {
        problem(key, element, e);
      }
    }
    if (values.size() > Ranges.MOST) {
      problem(
          key,
          value(key),
          new InvalidValueException("", "has more than " + Ranges.MOST + " values"));
    }
    if (elements.isEmpty()) {
      problem(key, value(key), new InvalidValueException("[]", "must have at least one value"));
    }
    return values.isEmpty() ? List.of(fallback) : values;
  }

  /** Whether some value of a key can be read; else its default stands for it. */
  boolean isRead(String key, ValueType<?> kind) {
    return ValueType.elements(value(key)).stream().anyMatch(kind::accepts);
  }

  /** The default of a key. */
  <T extends Serializable> T fallback(String key, ValueType<T> kind) {
    try {
      ConfigValue value = new Section(path, NONE, defaults, problems).value(key);
      return kind.read(kind.takesList() ? value : ValueType.elements(value).get(0)).get(0);
    } catch (InvalidValueException e) {
      throw new IllegalStateException("the default of " + full(key) + ": " + e.getMessage(), e);
    }
  }

  private static final ConfigObject NONE = ConfigFactory.empty().root();

  /** Records every given key that is not known. */
  void allowOnly(Collection<String> known) {
    given()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                problems.add(full(key), value.origin(), unknown(key, known));
              }
            });
  }

  private InvalidValueException unknown(String key, Collection<String> known) {
    if (key.contains(".")) {
      return new InvalidValueException(
          '"' + key + '"', "a name in quotes is one key, not a path; write " + key);
    }
    String home = KeyHomes.of(path, key);
    return home == null
        ? InvalidValueException.unknown("key", Written.key(key), known)
        : new InvalidValueException(key, "unknown key here; write " + home);
  }

  /** The given keys. */
  Map<String, ConfigValue> given() {
    return new TreeMap<>(given);
  }

  /** The keys with a default, in the order of the defaults' file. */
  Collection<String> known() {
    return defaults.entrySet().stream()
        .sorted(Comparator.comparingInt(key -> key.getValue().origin().lineNumber()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Records a problem with a key's value; without a line if no value is given. */
  void problem(String key, InvalidValueException refused) {
    ConfigValue value = given.get(key);
    problems.add(full(key), value == null ? null : value.origin(), refused);
  }

  private void problem(String key, ConfigValue at, InvalidValueException refused) {
    problems.add(full(key), at.origin(), refused);
  }

  /** The full path of a key. */
  String full(String key) {
    String name = Written.key(key);
    return path.isEmpty() ? name : path + "." + name;
  }
}
