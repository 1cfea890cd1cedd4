package org.gradientatlas.study.hocon;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import java.io.File;
import java.net.URL;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rejects includes: a study is one file, independent of its location.
 *
 * @param text the file's text, for the line of its first include
 */
record NoIncludes(String text, String origin)
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
  private static final Pattern INCLUDE = Pattern.compile("(?m)(?:^|[{,])[ \\t]*include[ \\t]");

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

  /** The library does not say which line it is at. */
  private ConfigException refusal(String what) {
    Matcher first = INCLUDE.matcher(text);
    int line =
        first.find()
            ? 1 + (int) text.substring(0, first.end()).chars().filter(c -> c == '\n').count()
            : -1;
    return new ConfigException.IO(
        ConfigOriginFactory.newSimple(origin).withLineNumber(line),
        "include " + what + ": no file may include another");
  }
}
