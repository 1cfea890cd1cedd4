package org.gradientatlas.spark.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.spark.SparkConf;

/**
 * Keeps the console of a command's own process for the command, wherever it runs: the settings
 * travel in the jar. Settings that a user chose, by a system property, an environment variable or a
 * file on the class path, stay in force.
 */
public final class ConsoleLogging {
  private static final String OURS = "console-log4j2.properties";

  /** Where Spark takes its settings from if a user has none. */
  private static final String OF_SPARK = "org/apache/spark/log4j2-";

  /** By which a user names settings, or another logger, to log4j. */
  private static final List<String> PROPERTIES =
      List.of("log4j2.configurationFile", "log4j.configurationFile", "log4j2.loggerContextFactory");

  private ConsoleLogging() {}

  /** Applies the settings unless a user has others; commands without Spark have no log4j. */
  public static void apply() {
    if (isChosen()) {
      return; // looking at it would load all of log4j and Spark's logging
    }
    try {
      Log4j.apply();
    } catch (LinkageError | ClassCastException absent) {
      return; // another logging library, to be set up its own way
    }
  }

  private static boolean isChosen() {
    return System.getenv("LOG4J_CONFIGURATION_FILE") != null
        || PROPERTIES.stream().anyMatch(name -> System.getProperty(name) != null);
  }

  /** Apart, since its class loads only where log4j is. */
  private static final class Log4j {
    static void apply() {
      // Spark would put its own settings over ours when it first logs.
      new SparkConf(false).initializeLogIfNecessary(false, true);
      var context = (LoggerContext) LogManager.getContext(SparkConf.class.getClassLoader(), false);
      if (isNobodys(context.getConfiguration())) {
        context.reconfigure(ours(context));
      }
    }

    /** Whether the settings are log4j's or Spark's own, so that no user chose them. */
    private static boolean isNobodys(Configuration now) {
      String source = String.valueOf(now.getConfigurationSource().getLocation());
      return now instanceof DefaultConfiguration || source.contains(OF_SPARK);
    }

    private static Configuration ours(LoggerContext context) {
      URL url = Objects.requireNonNull(ConsoleLogging.class.getResource(OURS));
      try (var in = url.openStream()) {
        return ConfigurationFactory.getInstance()
            .getConfiguration(context, new ConfigurationSource(in, url));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
