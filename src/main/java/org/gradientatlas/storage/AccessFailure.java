package org.gradientatlas.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.security.AccessControlException;
import org.jspecify.annotations.Nullable;

/** Says in a few words why a file could not be reached, read or written. */
public final class AccessFailure {
  private static final String DENIED = "permission denied";
  static final String MISSING = "does not exist";

  /** How Java ends the message of a file that it cannot open. */
  private static final Pattern OF_THE_SYSTEM = Pattern.compile("\\(([A-Z][a-z -]+)\\)$");

  /** How Java begins the message about an answer of a web server. */
  private static final Pattern HTTP =
      Pattern.compile("^Server returned HTTP response code: (\\d+)");

  private AccessFailure() {}

  /**
   * A failure to look at a path, as a sentence about that path: a {@link LocationException}, or an
   * {@link UncheckedIOException} if its file system is down.
   */
  public static RuntimeException of(String text, Throwable failure) {
    if (failure instanceof LocationException known) {
      return known;
    }
    if (failure instanceof UncheckedIOException known) {
      return known;
    }
    if (isOutage(failure)) {
      return new UncheckedIOException(
          new IOException(text + " cannot be reached: " + reason(failure), failure));
    }
    String reason = reason(failure);
    return new LocationException(
        text, reason.equals(MISSING) ? reason : "cannot be read: " + reason, failure);
  }

  /** Whether a file system exists, but does not answer now. */
  public static boolean isOutage(Throwable failure) {
    return chain(failure)
        .anyMatch(
            e ->
                e instanceof SocketException
                    || e instanceof InterruptedIOException
                    || httpStatus(e).startsWith("5"));
  }

  /** With which number a web server refuses; empty if it is no such failure. */
  private static String httpStatus(Throwable e) {
    Matcher status = HTTP.matcher(String.valueOf(e.getMessage()));
    return e instanceof IOException && status.find() ? status.group(1) : "";
  }

  /** Why, in one line without the path. */
  public static String reason(Throwable failure) {
    return chain(failure)
        .map(AccessFailure::known)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElseGet(() -> firstLine(failure));
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, e -> e != null, Throwable::getCause);
  }

  private static @Nullable String known(Throwable e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof AccessControlException || e instanceof AccessDeniedException) {
      return DENIED;
    }
    if (e instanceof FileAlreadyExistsException
        || e instanceof org.apache.hadoop.fs.FileAlreadyExistsException
        || e instanceof ParentNotDirectoryException) {
      return "a file or a broken link is in its place";
    }
    if (e instanceof FileNotFoundException) {
      Matcher system = OF_THE_SYSTEM.matcher(message);
      return system.find() ? ofTheSystem(system.group(1)) : MISSING;
    }
    if (e instanceof NoSuchFileException) {
      return MISSING;
    }
    if (!httpStatus(e).isEmpty()) {
      return "the web server answers " + httpStatus(e);
    }
    if (e instanceof UnknownHostException) {
      return "there is no host " + message.replaceFirst(": .*", "");
    }
    if (e instanceof ClassNotFoundException || e instanceof NoClassDefFoundError) {
      return "its file system needs the class "
          + message.replaceFirst("^Class (\\S+) not found$", "$1")
          + ", which no jar here holds";
    }
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return lower(system.getReason());
    }
    if (e instanceof InvalidPathException invalid) {
      return lower(invalid.getReason());
    }
    return null;
  }

  private static String ofTheSystem(String reason) {
    return switch (reason) {
      case "No such file or directory" -> MISSING;
      case "Is a directory" -> "it is a directory";
      default -> lower(reason);
    };
  }

  private static String firstLine(Throwable e) {
    return e.getMessage() == null
        ? e.getClass().getSimpleName()
        : e.getMessage().lines().findFirst().orElse(e.getClass().getSimpleName());
  }

  private static String lower(String text) {
    return text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
  }
}
