package org.gradientatlas.study.hocon;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gradientatlas.problem.InvalidStudyException;

/** The keys of a study with their values as text, to compare two studies key by key. */
public final class Settings {
  private static final String GRID = "grid";

  private Settings() {}

  /**
   * Reads a resolved study. A key is the same whether it varies or not: {@code training.steps}, and
   * {@code depth} for an axis of the grid. A grid of several blocks has {@code block 1: depth}.
   *
   * @throws InvalidStudyException if the text is no HOCON
   */
  public static SortedMap<String, String> of(String resolved, String name) {
    var problems = new Problems();
    ConfigObject root =
        Source.resolve(Source.text(resolved, name, problems), List.of(), name, problems);
    problems.raise(name);
    var settings = new TreeMap<String, String>();
    root.forEach(
        (key, value) -> {
          if (!key.equals(GRID)) {
            add(settings, key, value);
          } else if (value instanceof ConfigList blocks) {
            for (int i = 0; i < blocks.size(); i++) {
              addAll(settings, "block %d: ".formatted(i + 1), (ConfigObject) blocks.get(i));
            }
          } else {
            addAll(settings, "", (ConfigObject) value);
          }
        });
    return settings;
  }

  private static void add(SortedMap<String, String> settings, String key, ConfigValue value) {
    if (value instanceof ConfigObject section) {
      addAll(settings, key + ".", section);
    } else {
      settings.put(key, text(value));
    }
  }

  private static void addAll(
      SortedMap<String, String> settings, String prefix, ConfigObject section) {
    section.forEach((key, value) -> add(settings, prefix + key, value));
  }

  private static String text(ConfigValue value) {
    if (value instanceof ConfigList list) {
      return list.stream().map(Settings::text).collect(Collectors.joining(", "));
    }
    return value.valueType() == ConfigValueType.STRING
        ? String.valueOf(value.unwrapped())
        : value.render(ConfigRenderOptions.concise());
  }
}
