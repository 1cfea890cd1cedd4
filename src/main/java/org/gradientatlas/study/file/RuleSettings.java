package org.gradientatlas.study.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gradientatlas.problem.InputFile;
import org.gradientatlas.study.hocon.Problems;
import org.gradientatlas.study.hocon.Source;
import org.gradientatlas.study.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the thresholds of the diagnosis rules: defaults, overridden by a file, then by overrides.
 */
public final class RuleSettings {
  private static final String DEFAULTS = "org/gradientatlas/rules-defaults.conf";
  private static final String RULES = "rules";
  private static final ValueType<Double> NUMBER =
      ValueType.numbers(Double.class, "a number", x -> true, x -> x);

  private RuleSettings() {}

  /** The default thresholds. */
  public static SortedMap<String, Double> defaults() {
    return load(null, List.of());
  }

  /**
   * All thresholds, by rule and name: {@code vanishing-slope.slope}.
   *
   * @param file HOCON with changed thresholds under {@code rules}; null for none
   * @param overrides texts such as {@code rules.vanishing-slope.slope=-0.1}
   * @throws InvalidStudyException listing every problem
   */
  public static SortedMap<String, Double> load(@Nullable InputFile file, List<String> overrides) {
    var problems = new Problems();
    String name = file == null ? "the rules" : file.name();
    Config written = file == null ? ConfigFactory.empty() : Source.file(file, problems);
    ConfigObject given = Source.resolve(written, overrides, name, problems);
    Config defaults = ConfigFactory.parseResources(RuleSettings.class.getClassLoader(), DEFAULTS);
    var root = new Section("", given, defaults.root(), problems);
    root.allowOnly(root.known());
    SortedMap<String, Double> values = read(root.section(RULES));
    problems.raise(name);
    return values;
  }

  private static SortedMap<String, Double> read(Section rules) {
    rules.allowOnly(rules.known());
    var values = new TreeMap<String, Double>();
    for (String rule : rules.known()) {
      Section section = rules.section(rule);
      section.allowOnly(section.known());
      for (String key : section.known()) {
        values.put(rule + "." + key, section.one(key, NUMBER));
      }
    }
    return values;
  }
}
