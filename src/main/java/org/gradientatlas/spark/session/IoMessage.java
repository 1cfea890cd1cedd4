package org.gradientatlas.spark.session;

import java.nio.file.FileSystemException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says in one line what failed to be read or written. Many such exceptions have a bare path for a
 * message, or none, or the stack trace of a server. They are known by name, as Hadoop may not be
 * here.
 */
final class IoMessage {
  private static final String MISSING = "does not exist";

  /** Exceptions whose message is a path, and what they say of it. */
  private static final Map<String, String> OF_PATHS =
      Map.of(
          "NoSuchFileException", MISSING,
          "FileNotFoundException", MISSING,
          "AccessDeniedException", "cannot be accessed: permission denied",
          "FileAlreadyExistsException", "exists already",
          "DirectoryNotEmptyException", "is a directory that is not empty",
          "NotDirectoryException", "is not a directory",
          "FileSystemLoopException", "is a link to a directory that it is in",
          "FileSystemException", "cannot be read or written");

  /** Exceptions with little of a message, and what happened. */
  private static final Map<String, String> OF_CONNECTIONS =
      Map.of(
          "ClosedChannelException", "a connection or a file was closed while in use",
          "InterruptedIOException", "a read or a write was interrupted",
          "SocketTimeoutException", "no answer in time",
          "EOFException", "a file or a connection ended early",
          "UnknownHostException", "unknown host");

  /** Neither Hadoop's nor Java's way of adding a reason. */
  private static final Pattern BARE_PATH =
      Pattern.compile("([A-Za-z][\\w+.-]*:)?/(?!.*: )(?!.* \\([A-Z][A-Za-z ]+\\)$).*");

  /** What Java adds to the path of a missing file. */
  private static final Pattern NO_SUCH_FILE = Pattern.compile(" \\(No such file or directory\\)$");

  /** Directories that Spark makes for its temporary files. */
  private static final Pattern OF_SPARK =
      Pattern.compile("/(blockmgr|spark|executor)-[0-9a-f]{8}-[0-9a-f-]{27}(/|$)");

  /** A class before its message, as {@link Throwable#toString} has it. */
  private static final Pattern NAMED = Pattern.compile("(?:\\w+\\.)+([A-Z][\\w$]*)(?:: (.*))?");

  /** How Spark reports a task that threw. */
  private static final Pattern OF_A_TASK = Pattern.compile("(.* executor \\w+\\): )(.*)");

  /** What Hadoop's client adds to failed connections. */
  private static final Pattern ADVICE = Pattern.compile(";? *For more details see: +http\\S+$");

  private IoMessage() {}

  /** What happened; never empty. */
  static String of(Throwable failure) {
    String message = firstLine(failure.getMessage());
    boolean complete = failure instanceof FileSystemException file && file.getReason() != null;
    return complete ? message : of(name(failure), message);
  }

  /** Explains the exception at the end of Spark's report of a task; leaves other lines as is. */
  static String ofTask(String line) {
    Matcher task = OF_A_TASK.matcher(line);
    return task.matches() ? task.group(1) + explained(task.group(2)) : line;
  }

  /** The nearest class that is known, else its own. */
  private static String name(Throwable failure) {
    return Stream.<Class<?>>iterate(failure.getClass(), type -> type != null, Class::getSuperclass)
        .map(Class::getSimpleName)
        .filter(IoMessage::isKnown)
        .findFirst()
        .orElse(failure.getClass().getSimpleName());
  }

  private static boolean isKnown(String name) {
    return OF_PATHS.containsKey(name) || OF_CONNECTIONS.containsKey(name);
  }

  private static String of(String name, String message) {
    if (OF_PATHS.containsKey(name)) {
      return ofPath(message, OF_PATHS.get(name));
    }
    if (OF_CONNECTIONS.containsKey(name)) {
      return OF_CONNECTIONS.get(name) + (message.isEmpty() ? "" : ": " + message);
    }
    return message.isEmpty() ? name + " without a message" : explained(message);
  }

  private static String ofPath(String message, @Nullable String what) {
    String path = NO_SUCH_FILE.matcher(message).replaceFirst("");
    if (MISSING.equals(what) && OF_SPARK.matcher(path).find()) {
      return "a file of Spark's working directory is gone: " + path + " (spark.local.dir)";
    }
    if (path.isEmpty()) {
      return "a file " + what;
    }
    return BARE_PATH.matcher(path).matches() ? path + " " + what : message;
  }

  /** A message that begins with the class of another exception, as those of wrappers do. */
  private static String explained(String text) {
    Matcher named = NAMED.matcher(text);
    if (!named.matches()) {
      return text;
    }
    String name = named.group(1);
    String message = named.group(2) == null ? "" : named.group(2);
    return isKnown(name) || message.isEmpty() ? of(name, message) : text;
  }

  /** A server's stack trace is of no use here. */
  private static String firstLine(@Nullable String message) {
    String line = message == null ? "" : message.strip().lines().findFirst().orElse("");
    return ADVICE.matcher(line).replaceFirst("");
  }
}
