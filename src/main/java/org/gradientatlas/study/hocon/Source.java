package org.gradientatlas.study.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradientatlas.problem.InputFile;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.problem.UnreadableTextException;

/** A study's text as a tree: the file with overrides applied. */
public final class Source {
  /** Prefix of an override's origin. */
  static final String OVERRIDE = "--set ";

  private static final String GRID = "grid";

  private Source() {}

  /** The defaults of all keys. */
  public static Config defaults() {
    return ConfigFactory.parseResources(
        Source.class.getClassLoader(), "org/gradientatlas/study-defaults.conf");
  }

  /** Reads a study file; on failure records a problem and returns an empty tree. */
  public static Config file(InputFile file, Problems problems) {
    try {
      return text(file.read(), file.name(), problems);
    } catch (UnreadableTextException e) {
      problems.add(file.name(), e);
    }
    return ConfigFactory.empty();
  }

  /**
   * Reads a study's text; on failure records a problem and returns an empty tree.
   *
   * @param name the text's name in messages
   */
  public static Config text(String text, String name, Problems problems) {
    try {
      return parse(text, name);
    } catch (ConfigException e) {
      String why = SyntaxError.reason(e) + SyntaxError.hint(e, text);
      problems.add(name, e.origin(), new InvalidValueException("", why));
    }
    return ConfigFactory.empty();
  }

  /**
   * Applies overrides such as {@code grid.depth=[8,32]}, the last one winning, and resolves
   * references. In a list of blocks an override of {@code grid} applies to every block, after its
   * references are resolved.
   */
  public static ConfigObject resolve(
      Config study, List<String> overrides, String name, Problems problems) {
    Config result = study;
    var inBlocks = new LinkedHashMap<String, ConfigValue>();
    for (String text : overrides) {
      List<String> path = path(text);
      if (path.isEmpty()) {
        problems.add(OVERRIDE + text, "", "must be KEY=VALUE, as grid.depth=[8,32]");
        continue;
      }
      try {
        Config set = parse("value = " + text.substring(text.indexOf('=') + 1), OVERRIDE + text);
        ConfigValue value = set.root().values().iterator().next();
        if (path.size() > 1 && path.get(0).equals(GRID) && hasBlocks(result)) {
          inBlocks.put(ConfigUtil.joinPath(path.subList(1, path.size())), value);
        } else {
          result = with(result, path, value);
        }
      } catch (ConfigException e) {
        problems.add(OVERRIDE + text, "", SyntaxError.reason(e));
      }
    }
    ConfigObject resolved = References.resolve(result, name, problems);
    return inBlocks.isEmpty() || !(resolved.get(GRID) instanceof ConfigList blocks)
        ? resolved
        : References.resolve(
            resolved.toConfig().withValue(GRID, overridden(blocks, inBlocks)), name, problems);
  }

  /** The key of an override, in parts; none if it has no key. */
  private static List<String> path(String override) {
    int equals = override.indexOf('=');
    try {
      return equals < 0 ? List.of() : ConfigUtil.splitPath(override.substring(0, equals).trim());
    } catch (ConfigException e) {
      return List.of();
    }
  }

  /** The sections that the study lacks come from the override too, so that messages name it. */
  private static Config with(Config study, List<String> path, ConfigValue value) {
    int known = knownSections(study, path);
    ConfigValue inner = value;
    for (int i = path.size() - 1; i > known; i--) {
      inner = inner.atKey(path.get(i)).root().withOrigin(value.origin());
    }
    return study.withValue(ConfigUtil.joinPath(path.subList(0, known + 1)), inner);
  }

  /** How many parts of a path, except the last, are sections of the study. */
  private static int knownSections(Config study, List<String> path) {
    int last = path.size() - 1;
    ConfigObject section = study.root();
    try {
      for (int known = 0; known < last; known++) {
        ConfigValue next = section.get(path.get(known));
        if (next == null) {
          return known;
        }
        if (!(next instanceof ConfigObject object)) {
          return last;
        }
        section = object;
      }
    } catch (ConfigException.NotResolved e) {
      // A section that references make up is known only later.
      return last;
    }
    return last;
  }

  /** Whether grid is a list. Anything else but a section is rejected later. */
  private static boolean hasBlocks(Config study) {
    ConfigValue grid = study.root().get(GRID);
    return grid != null && !(grid instanceof ConfigObject);
  }

  private static ConfigValue overridden(ConfigList blocks, Map<String, ConfigValue> values) {
    var result = new ArrayList<ConfigValue>();
    for (ConfigValue block : blocks) {
      ConfigValue next = block;
      if (block instanceof ConfigObject object) {
        Config with = object.toConfig();
        for (var value : values.entrySet()) {
          with = with.withValue(value.getKey(), value.getValue());
        }
        next = with.root();
      }
      result.add(next);
    }
    return ConfigValueFactory.fromIterable(result).withOrigin(blocks.origin());
  }

  private static Config parse(String text, String origin) {
    TextLimits.check(text, origin);
    return ConfigFactory.parseString(
        text,
        ConfigParseOptions.defaults()
            .setSyntax(ConfigSyntax.CONF)
            .setOriginDescription(origin)
            .setIncluder(new NoIncludes(text, origin)));
  }
}
