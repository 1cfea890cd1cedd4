package org.gradientatlas.study.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradientatlas.problem.InvalidValueException;

/** A study's text as a tree: the file with overrides applied. */
final class Source {
  /** Prefix of an override's origin. */
  static final String OVERRIDE = "--set ";

  private static final String GRID = "grid";

  private Source() {}

  /** The defaults of all keys. */
  static Config defaults() {
    return ConfigFactory.parseResources(
        Source.class.getClassLoader(), "org/gradientatlas/study-defaults.conf");
  }

  /** Reads a study file; on failure records a problem and returns an empty tree. */
  static Config file(Path file, Problems problems) {
    try {
      return text(Files.readString(file, StandardCharsets.UTF_8), file.toString(), problems);
    } catch (java.nio.file.NoSuchFileException e) {
      problems.add(file.toString(), "", "no such file");
    } catch (IOException e) {
      problems.add(file.toString(), "", "cannot be read: " + e);
    }
    return ConfigFactory.empty();
  }

  /**
   * Reads a study's text; on failure records a problem and returns an empty tree.
   *
   * @param name the text's name in messages
   */
  static Config text(String text, String name, Problems problems) {
    try {
      return parse(text, name);
    } catch (ConfigException e) {
      problems.add(
          name, e.origin(), new InvalidValueException("", "not valid HOCON: " + reason(e)));
    }
    return ConfigFactory.empty();
  }

  /**
   * Applies overrides such as {@code grid.depth=[8,32]}, the last one winning, and resolves
   * references. In a list of blocks an override of {@code grid} applies to every block, after its
   * references are resolved.
   */
  static ConfigObject resolve(
      Config study, List<String> overrides, String name, Problems problems) {
    Config result = study;
    var inBlocks = new LinkedHashMap<String, ConfigValue>();
    for (String text : overrides) {
      int equals = text.indexOf('=');
      try {
        List<String> path = ConfigUtil.splitPath(text.substring(0, equals).trim());
        Config set = parse("value = " + text.substring(equals + 1), OVERRIDE + text);
        ConfigValue value = set.root().get("value");
        if (path.size() > 1 && path.get(0).equals(GRID) && hasBlocks(result)) {
          inBlocks.put(ConfigUtil.joinPath(path.subList(1, path.size())), value);
        } else {
          result = result.withValue(ConfigUtil.joinPath(path), value);
        }
      } catch (ConfigException | StringIndexOutOfBoundsException e) {
        problems.add(OVERRIDE + text, "", "must be KEY=VALUE, as grid.depth=[8,32]");
      }
    }
    ConfigObject resolved = resolve(result, name, problems);
    return inBlocks.isEmpty() || !(resolved.get(GRID) instanceof ConfigList blocks)
        ? resolved
        : resolve(
            resolved.toConfig().withValue(GRID, overridden(blocks, inBlocks)), name, problems);
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

  /** Resolves references to other keys, but not to the environment. */
  private static ConfigObject resolve(Config study, String name, Problems problems) {
    try {
      return study.resolve(ConfigResolveOptions.noSystem()).root();
    } catch (ConfigException e) {
      problems.add(
          name, e.origin(), new InvalidValueException("", "not valid HOCON: " + reason(e)));
      return ConfigFactory.empty().root();
    }
  }

  private static Config parse(String text, String origin) {
    return ConfigFactory.parseString(
        text,
        ConfigParseOptions.defaults()
            .setSyntax(ConfigSyntax.CONF)
            .setOriginDescription(origin)
            .setIncluder(new NoIncludes()));
  }

  /** The message without the leading origin. */
  private static String reason(ConfigException e) {
    String message = String.valueOf(e.getMessage());
    String origin = e.origin() == null ? "" : e.origin().description() + ": ";
    return message.startsWith(origin) ? message.substring(origin.length()) : message;
  }

  /** Rejects includes: a study is one file, independent of its location. */
  private static final class NoIncludes
      implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      throw refusal(what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
      throw refusal(what.toString());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
      throw refusal(what.toString());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
      throw refusal(what);
    }

    private static ConfigException refusal(String what) {
      return new ConfigException.Generic("a study file includes no other: include " + what);
    }
  }
}
