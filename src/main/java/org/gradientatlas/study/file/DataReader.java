package org.gradientatlas.study.file;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.study.Axes.DataValue;
import org.gradientatlas.study.value.Ranges;
import org.gradientatlas.study.value.ValueType;

/**
 * Reads the data section and the axes of {@code grid.data}: for each type of data, every
 * combination of its keys' values.
 */
final class DataReader {
  private static final String TYPE = "type";
  private static final ValueType<DataType> TYPES = ValueType.named(DataType.class, "type of data");

  private final Section fixed;
  private final Section varied;
  private final boolean overrides;
  private final ConfigObject types;
  private final String directory;
  private final Map<List<String>, DataValue> values = new LinkedHashMap<>();
  private final SortedMap<String, List<? extends Serializable>> keys = new TreeMap<>();
  private List<DataType> chosen = List.of();
  private long listed;

  /**
   * @param fixed the study's section data
   * @param varied the grid's section data
   * @param overrides whether the grid's values override fixed ones
   * @param types defaults of each type's keys
   */
  DataReader(
      Section fixed, Section varied, boolean overrides, ConfigObject types, String directory) {
    this.fixed = fixed;
    this.varied = varied;
    this.overrides = overrides;
    this.types = types;
    this.directory = directory;
  }

  /** Reads both sections. */
  void read() {
    chosen = varied.has(TYPE) ? varied.several(TYPE, TYPES) : List.of(fixed.one(TYPE, TYPES));
    for (DataType type : chosen) {
      combine(type);
    }
    List<DataType> distinct = chosen.stream().distinct().toList();
    keys.put(TYPE, distinct);
    refuseUnknown(varied, chosen);
    if (distinct.size() > 1) {
      keys.keySet().removeIf(k -> !k.equals(TYPE) && !fixed.has(k) && !varied.has(k));
    }
  }

  /** Records a problem with a key of the data, wherever it is given. */
  void problem(String key, InvalidValueException refused) {
    (varied.has(key) ? varied : fixed).problem(key, refused);
  }

  /** The chosen types. */
  List<DataType> types() {
    return chosen;
  }

  /** Each distinct combination. */
  List<DataValue> values() {
    return List.copyOf(values.values());
  }

  /** For each combination, its lines in a trial's canonical text. */
  List<List<String>> settings() {
    return List.copyOf(values.keySet());
  }

  /** Number of combinations, including duplicates. */
  long listed() {
    return listed;
  }

  /**
   * The values of each key. With several types, only keys that the study sets, because types differ
   * in their defaults.
   */
  SortedMap<String, List<? extends Serializable>> keys() {
    return keys;
  }

  private void combine(DataType type) {
    ConfigObject own = types.toConfig().getObject(type.label());
    Section one = fixed.over(own);
    Section many = varied.over(own);
    List<SortedMap<String, Serializable>> combinations = List.of(new TreeMap<>());
    for (var key : new TreeMap<>(type.keys()).entrySet()) {
      List<? extends Serializable> read = read(type, key.getKey(), key.getValue(), one, many);
      keys.put(key.getKey(), read.stream().distinct().toList());
      if (combinations.size() * (double) read.size() > Ranges.MOST) {
        many.problem(
            key.getKey(),
            new InvalidValueException("", "makes more than " + Ranges.MOST + " data sets"));
        read = read.subList(0, 1);
      }
      combinations = longer(combinations, key.getKey(), read);
    }
    listed += combinations.size();
    for (var combination : combinations) {
      add(type, combination, one);
    }
  }

  private <T extends Serializable> List<T> read(
      DataType type, String key, ValueType<T> kind, Section one, Section many) {
    if (many.has(key) && kind.takesList() && !overrides) {
      many.problem(
          key, new InvalidValueException("", "is a list by itself, and cannot be an axis"));
    }
    List<T> values =
        kind.takesList()
            ? List.of((overrides && many.has(key) ? many : one).one(key, kind))
            : Section.axisOrOne(many, one, key, kind);
    Section giver = many.has(key) ? many : one;
    if (DataType.REQUIRED.contains(key) && values.contains("") && isMissing(giver, key)) {
      (overrides || many.has(key) ? many : one)
          .problem(key, new InvalidValueException("", "must be given with type = " + type.label()));
    }
    return values;
  }

  /** Whether a path is not given, or is an empty text; what is no text is another problem. */
  private static boolean isMissing(Section giver, String key) {
    if (!giver.has(key)) {
      return true;
    }
    Object given = giver.value(key).unwrapped();
    return "".equals(given) || (given instanceof List<?> several && several.contains(""));
  }

  private static List<SortedMap<String, Serializable>> longer(
      List<SortedMap<String, Serializable>> combinations,
      String key,
      List<? extends Serializable> values) {
    var longer = new ArrayList<SortedMap<String, Serializable>>();
    for (var combination : combinations) {
      for (Serializable value : values) {
        var next = new TreeMap<>(combination);
        next.put(key, value);
        longer.add(next);
      }
    }
    return longer;
  }

  private void add(DataType type, SortedMap<String, Serializable> combination, Section section) {
    var settings = new ArrayList<String>();
    var columns = new TreeMap<String, Serializable>();
    if (type != DataType.GAUSSIAN_PROTOTYPES) {
      settings.add("data.type=" + type.label());
    }
    columns.put(TYPE, type.label());
    type.keys()
        .forEach(
            (key, kind) -> {
              Serializable value = Objects.requireNonNull(combination.get(key));
              if (!value.equals(section.fallback(key, kind))) {
                settings.add("data." + key + "=" + StudyText.of(value));
              }
              if (!kind.takesList()) {
                columns.put(key, value);
              }
            });
    settings.sort(null);
    var data = new DataSettings(type, combination, directory);
    values.putIfAbsent(settings, new DataValue(data.spec(), columns));
  }

  /** Rejects unknown keys; for a key of another type, the message names that type. */
  static void refuseUnknown(Section section, Collection<DataType> chosen) {
    var known = new TreeSet<String>(List.of(TYPE));
    chosen.forEach(type -> known.addAll(type.keys().keySet()));
    for (Map.Entry<String, ConfigValue> given : section.given().entrySet()) {
      String key = given.getKey();
      List<String> homes =
          Arrays.stream(DataType.values())
              .filter(type -> type.keys().containsKey(key))
              .map(DataType::label)
              .toList();
      if (!known.contains(key)) {
        section.problem(
            key,
            homes.isEmpty()
                ? InvalidValueException.unknown("key", key, known)
                : new InvalidValueException(
                    "",
                    "has no meaning for "
                        + String.join(
                            ", ", chosen.stream().map(DataType::label).distinct().toList())
                        + "; it has for "
                        + String.join(", ", homes)));
      }
    }
  }
}
