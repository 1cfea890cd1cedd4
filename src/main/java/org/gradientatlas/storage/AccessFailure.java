package org.gradientatlas.storage;

import java.io.FileNotFoundException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.apache.hadoop.security.AccessControlException;
import org.jspecify.annotations.Nullable;

/** Says in a few words why a file could not be reached, read or written. */
public final class AccessFailure {
  private static final String DENIED = "permission denied";

  private AccessFailure() {}

  /** A failure to look at a path, as a sentence about that path. */
  static LocationException of(String text, Throwable failure) {
    if (failure instanceof LocationException known) {
      return known;
    }
    String reason = reason(failure);
    return new LocationException(
        text, reason.startsWith("does not") ? reason : "cannot be read: " + reason, failure);
  }

  /** Why, in one line without the path. */
  public static String reason(Throwable failure) {
    return Stream.iterate(failure, e -> e != null, Throwable::getCause)
        .map(AccessFailure::known)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElseGet(() -> firstLine(failure));
  }

  private static @Nullable String known(Throwable e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof AccessControlException
        || e instanceof AccessDeniedException
        || message.endsWith("(Permission denied)")) {
      return DENIED;
    }
    if (message.endsWith("(Is a directory)")) {
      return "it is a directory";
    }
    if (e instanceof FileNotFoundException || e instanceof NoSuchFileException) {
      return "does not exist";
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

  private static String firstLine(Throwable e) {
    return e.getMessage() == null
        ? e.getClass().getSimpleName()
        : e.getMessage().lines().findFirst().orElse(e.getClass().getSimpleName());
  }

  private static String lower(String text) {
    return text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
  }
}
