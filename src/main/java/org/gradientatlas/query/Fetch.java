package org.gradientatlas.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.gradientatlas.report.text.Quantity;
import org.gradientatlas.storage.ByteRange;
import org.gradientatlas.storage.LocationException;

/** What some queries need of remote tables, fetched at once. */
final class Fetch {
  /** Less takes no time that is worth a line. */
  private static final long WORTH_A_LINE = 100_000_000;

  /** What stays free on the disk. */
  private static final long RESERVE = 64 << 20;

  private final Path directory;
  private final String study;
  private final Consumer<String> notice;
  private final Set<String> tables = new TreeSet<>();
  private final Map<FileCopy, Set<String>> scans = new LinkedHashMap<>();

  /**
   * @param directory of the copies
   * @param study for messages
   * @param notice receives a line if it is much
   */
  Fetch(Path directory, String study, Consumer<String> notice) {
    this.directory = directory;
    this.study = study;
    this.notice = notice;
  }

  /** Adds the columns of a table that a query's plan names. */
  void add(String table, Collection<FileCopy> files, String plan) {
    tables.add(table);
    files.forEach(file -> scans.computeIfAbsent(file, f -> new HashSet<>()).add(plan));
  }

  /**
   * Fetches them.
   *
   * @throws LocationException if the disk has too little room, or a file cannot be read
   * @throws UncheckedIOException if a file system is down
   */
  void run() {
    var missing = new HashMap<FileCopy, List<ByteRange>>();
    scans.forEach(
        (file, plans) -> {
          List<ByteRange> ranges =
              file.missing(column -> plans.stream().anyMatch(p -> QueryNeeds.names(p, column)));
          if (!ranges.isEmpty()) {
            missing.put(file, ranges);
          }
        });
    long bytes = missing.values().stream().flatMap(List::stream).mapToLong(ByteRange::length).sum();
    requireRoom(bytes);
    if (bytes >= WORTH_A_LINE) {
      notice.accept(
          "Copying %s of %s from %s to %s ..."
              .formatted(Quantity.bytes(bytes), String.join(", ", tables), study, directory));
    }
    Parallel.each(missing.entrySet(), file -> file.getKey().fetch(file.getValue()));
  }

  private void requireRoom(long bytes) {
    long room = room();
    if (bytes > room - RESERVE) {
      throw new LocationException(
          study,
          "needs a copy of %s of %s here, and %s has room for %s: name a larger directory with"
                  .formatted(
                      Quantity.bytes(bytes),
                      String.join(", ", tables),
                      directory.getParent(),
                      Quantity.bytes(Math.max(0, room - RESERVE)))
              + " JDK_JAVA_OPTIONS=-Djava.io.tmpdir=DIR, or ask for fewer columns");
    }
  }

  private long room() {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
