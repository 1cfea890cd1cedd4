package org.gradientatlas.study.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.HashSet;
import java.util.Set;
import org.gradientatlas.problem.InvalidValueException;
import org.jspecify.annotations.Nullable;

/** Resolves references to other keys, but not to the environment. */
final class References {
  private References() {}

  /** The study without references; on failure records every one that leads nowhere. */
  static ConfigObject resolve(Config study, String name, Problems problems) {
    var missing = new HashSet<String>();
    boolean more = true;
    while (more) {
      try {
        ConfigObject resolved =
            study
                .resolve(ConfigResolveOptions.noSystem().appendResolver(new Filler(missing)))
                .root();
        if (missing.isEmpty()) {
          return resolved;
        }
        more = false;
      } catch (ConfigException e) {
        problems.add(name, e.origin(), new InvalidValueException("", SyntaxError.reason(e)));
        // The library stops at the first one; filled in, it comes to the next.
        more =
            e instanceof ConfigException.UnresolvedSubstitution unresolved
                && !SyntaxError.isCircle(unresolved)
                && missing.add(SyntaxError.path(unresolved));
      }
    }
    return ConfigFactory.empty().root();
  }

  /** Stands in for keys that are known to be missing. */
  private record Filler(Set<String> missing) implements ConfigResolver {
    private static final ConfigValue ANYTHING = ConfigValueFactory.fromAnyRef(0);

    @Override
    public @Nullable ConfigValue lookup(String path) {
      return missing.contains(path) ? ANYTHING : null;
    }

    @Override
    public ConfigResolver withFallback(ConfigResolver fallback) {
      return this;
    }
  }
}
