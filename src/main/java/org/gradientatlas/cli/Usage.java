package org.gradientatlas.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gradientatlas.problem.NearestName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command line, with the nearest name that is right. */
final class Usage implements IParameterExceptionHandler {
  /** What people give to spark-submit most often. */
  private static final Set<String> SPARKS =
      Set.of("--master", "--conf", "--driver-memory", "--executor-memory", "--num-executors");

  private static final String AFTER_DASHES =
      "Options of spark-submit come last, after a -- of their own.";

  private static final Pattern OPTION = Pattern.compile("--?[A-Za-z]");

  /** How picocli begins where an option is there and its value is not. */
  private static final String WITHOUT_VALUE = "Missing required parameter for option";

  /** Names of other programs for an option of ours. */
  private static final Map<String, String> OTHER_WORDS =
      Map.of("-o", "--out", "--output-dir", "--out", "--dir", "--out", "-n", "--limit");

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(line(e, command, arguments));
    if (e instanceof UnmatchedArgumentException extra
        && extra.getUnmatched().stream().anyMatch(SPARKS::contains)) {
      err.println(AFTER_DASHES);
    }
    err.println(help(command));
    return ExitCode.INVALID.code();
  }

  private static String help(CommandLine command) {
    return command.getParent() == null
        ? "gradient-atlas --help lists the commands."
        : "jobs/" + command.getCommandName() + " --help lists the options.";
  }

  private static String line(ParameterException e, CommandLine command, String[] arguments) {
    if (e instanceof UnmatchedArgumentException extra) {
      return unexpected(extra.getUnmatched(), command);
    }
    if (e instanceof MissingParameterException missing) {
      // What is missing is often there, under a name with a slip.
      return Arrays.stream(arguments)
          .filter(word -> isUnknown(word, command))
          .findFirst()
          .map(word -> unexpected(List.of(word), command))
          .orElseGet(() -> missing(missing));
    }
    return String.valueOf(e.getMessage());
  }

  private static boolean isUnknown(String word, CommandLine command) {
    return OPTION.matcher(word).lookingAt()
        && !command.getCommandSpec().optionsMap().containsKey(name(word));
  }

  private static String missing(MissingParameterException e) {
    boolean given = String.valueOf(e.getMessage()).startsWith(WITHOUT_VALUE);
    String what = e.getMissing().stream().map(Usage::spelled).collect(Collectors.joining(", "));
    return missing(given ? "the value of " + what : what);
  }

  /** What is said of something that must be there. */
  static String missing(String what) {
    return "Missing: " + what;
  }

  private static String spelled(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? option.longestName() + " " + option.paramLabel()
        : argument.paramLabel();
  }

  private static String unexpected(List<String> words, CommandLine command) {
    int option = words.indexOf(firstOption(words));
    if (option >= 0) {
      Collection<String> known = command.getCommandSpec().optionsMap().keySet();
      String all = String.join(" ", words.subList(option, words.size()));
      String nearest = nearest(name(words.get(option)), known);
      return "Unknown option: " + all + meant(nearest, known, false);
    }
    String first = words.get(0);
    if (command.getParent() == null) {
      Set<String> commands = command.getSubcommands().keySet();
      return "Unknown command: " + first + meant(NearestName.of(first, commands), commands, true);
    }
    return "Unexpected: " + String.join(" ", words);
  }

  private static @Nullable String firstOption(List<String> words) {
    return words.stream().filter(word -> OPTION.matcher(word).lookingAt()).findFirst().orElse(null);
  }

  /** An option without its value. */
  private static String name(String word) {
    return word.replaceFirst("(?s)=.*", "");
  }

  private static @Nullable String nearest(String name, Collection<String> options) {
    String ours = OTHER_WORDS.get(name);
    if (ours != null && options.contains(ours)) {
      return ours;
    }
    return name.length() > 2 ? NearestName.of(name, options) : null; // one letter is near any other
  }

  private static String meant(@Nullable String nearest, Collection<String> all, boolean listed) {
    if (nearest != null) {
      return "; did you mean " + nearest + "?";
    }
    return listed ? "; there are " + String.join(", ", all) : "";
  }
}
