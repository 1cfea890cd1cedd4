package org.gradientatlas.table.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.output.OutputConflictException;
import org.gradientatlas.table.output.StoredJson;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.store.Faults;
import org.gradientatlas.table.store.RemoteFileSystem;
import org.gradientatlas.table.store.StoppingFileSystem;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class OutputLockTest {
  @TempDir Path root;

  private StudyDirectory directory() {
    return StudyDirectory.at(root.toString(), StoppingFileSystem.after(Integer.MAX_VALUE));
  }

  private Path lock() {
    return root.resolve("_LOCK");
  }

  /** The lock of a process like this one, but for one thing. */
  private void leave(String from, String to) throws Exception {
    String text;
    try (var mine = OutputLock.acquire(directory())) {
      text = Files.readString(lock());
    }
    assertThat(text).contains(from);
    Files.writeString(lock(), text.replace(from, to));
  }

  private void assertTakenOver() throws Exception {
    try (var mine = OutputLock.acquire(directory())) {
      mine.check();
      assertThat(Files.readString(lock())).contains(mine.holder().token());
    }
    assertThat(root).as("nothing is left").isEmptyDirectory();
  }

  @Test
  void aDirectoryIsHeldByOneRunAtATime() throws Exception {
    try (var mine = OutputLock.acquire(directory())) {
      assertThatThrownBy(() -> OutputLock.acquire(directory()))
          .isInstanceOf(OutputConflictException.class)
          .hasMessageContaining("is held by another run")
          .hasMessageContaining("process " + ProcessHandle.current().pid() + " on ")
          .hasMessageContaining("since " + mine.holder().since() + ", last sign of life ")
          .hasMessageContaining("That process is alive: wait for it, or stop it.");
    }
    assertTakenOver();
  }

  @Test
  void theLockOfADeadProcessIsTakenOver() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    String mine = "\"pid\" : " + ProcessHandle.current().pid() + ",";
    leave(mine, "\"pid\" : " + dead.pid() + ",");
    assertTakenOver();
  }

  /** Takes a lock, and waits to be ended by a signal. */
  static final class Sleeper {
    private Sleeper() {}

    public static void main(String[] args) throws Exception {
      OutputLock.acquire(StudyDirectory.at(args[0], HadoopSettings.settings()));
      System.out.println("taken");
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  @Test
  void aProcessThatASignalEndsLeavesNoLock() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Sleeper.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var said = process.inputReader()) {
      assertThat(said.readLine()).isEqualTo("taken");
      assertThat(lock()).exists();
    }
    process.destroy();
    process.waitFor();
    assertThat(lock()).doesNotExist();
  }

  @Test
  void aProcessWithTheIdOfADeadOneIsAnother() throws Exception {
    leave("\"start\" : \"", "\"start\" : \"1");
    assertTakenOver();
  }

  /** Another host, a container with process ids of its own, or this host before it was booted. */
  @Test
  void aHolderThatCannotBeSeenIsAliveUntilItHasBeenSilentForLong() throws Exception {
    leave("\"machine\" : \"", "\"machine\" : \"not ");
    assertThatThrownBy(() -> OutputLock.acquire(directory()))
        .isInstanceOf(OutputConflictException.class)
        .hasMessageContaining("its lock is taken over after 5 minutes of silence");
    long past = OutputLock.SILENCE.toSeconds() + 5;
    Files.setLastModifiedTime(lock(), FileTime.from(Instant.now().minusSeconds(past)));
    assertTakenOver();
  }

  @Test
  void aLockThatSaysNothingIsJudgedByItsSilence() throws Exception {
    Files.createFile(lock());
    assertThatThrownBy(() -> OutputLock.acquire(directory()))
        .isInstanceOf(OutputConflictException.class);
    Files.setLastModifiedTime(lock(), FileTime.from(Instant.EPOCH));
    assertTakenOver();
  }

  @Test
  void whoeverLostTheLockCommitsNothingMoreAndLeavesTheNewOneAlone() throws Exception {
    var sleeper = OutputLock.acquire(directory());
    leaveSilent();
    try (var next = OutputLock.acquire(directory())) {
      assertThatThrownBy(sleeper::check)
          .isInstanceOf(OutputConflictException.class)
          .hasMessageContaining("is no longer held by this run");
      sleeper.close();
      next.check();
    }
    assertThat(root).isEmptyDirectory();
  }

  /** As a cluster manager does that starts the driver again, on another host. */
  @Test
  void aLaterAttemptOfAnApplicationTakesOverFromTheEarlierAtOnce() throws Exception {
    leave(new Holder("t", "far", "not here", 7, "1", "then", "application_1_0001", 1));
    for (Holder other :
        List.of(
            Holder.self("application_1_0001", 1),
            Holder.self("application_1_0002", 2),
            Holder.self("application_1_0001", null),
            Holder.self(null, 2))) {
      assertThatThrownBy(() -> acquire(other, Duration.ZERO))
          .isInstanceOf(OutputConflictException.class);
    }
    try (var next = acquire(Holder.self("application_1_0001", 2), Duration.ZERO)) {
      next.check();
    }
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aRunCanWaitForTheLock() throws Exception {
    var first = OutputLock.acquire(directory());
    var said = new ArrayList<String>();
    var pool = Executors.newSingleThreadExecutor();
    try {
      var second =
          pool.submit(
              () ->
                  OutputLock.acquire(directory(), Holder.self(), Duration.ofMinutes(1), said::add));
      assertThat(second.isDone()).isFalse();
      first.close();
      second.get().close();
    } finally {
      pool.shutdownNow();
    }
    assertThat(said).hasSizeLessThan(2);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void waitingEndsWithTheReason() throws Exception {
    try (var first = OutputLock.acquire(directory())) {
      assertThatThrownBy(() -> acquire(Holder.self(), Duration.ofMillis(50)))
          .isInstanceOf(OutputConflictException.class)
          .hasMessageContaining("is held by another run");
      first.check();
    }
  }

  private OutputLock acquire(Holder self, Duration patience) throws Exception {
    return OutputLock.acquire(directory(), self, patience, reason -> {});
  }

  private void leave(Holder holder) throws IOException {
    var files = new LockFiles(directory());
    files.write(files.lock(), holder);
  }

  private void leaveSilent() throws IOException {
    Files.writeString(lock(), "");
    Files.setLastModifiedTime(lock(), FileTime.from(Instant.EPOCH));
  }

  @RepeatedTest(10)
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void ofManyThatFindADeadLockOneGetsIt() throws Exception {
    leaveSilent();
    assertThat(race()).isEqualTo(1);
    Files.delete(lock());
    assertThat(race()).as("without any lock").isEqualTo(1);
  }

  /** Each was killed while it took over from the one before. */
  @RepeatedTest(10)
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void ofManyThatFindClaimsOfDeadRunsOneGetsTheLock() throws Exception {
    Holder dead = new Holder("t", "here", "not here", 7, "1", "then", null, null);
    leave(dead);
    age(lock());
    var files = new LockFiles(directory());
    for (int i = 0; i < 3; i++) {
      Path claim = crashedClaim(files);
      Files.writeString(claim, i == 0 ? "" : StoredJson.write(dead));
      age(claim);
    }
    assertThat(race()).isEqualTo(1);
    try (Stream<Path> left = Files.list(root)) {
      assertThat(left).containsExactly(lock());
    }
  }

  /** Where a run claims the lock that is there. */
  private Path crashedClaim(LockFiles files) throws Exception {
    return Path.of(Acquisition.claimFor(files, Files.readString(lock())).toUri().getPath());
  }

  private static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
  }

  /** As where a quota is used up: a file can be created, and nothing be written. */
  @Test
  void aLockThatCannotBeWrittenIsNotLeftEmpty() {
    var hadoop = new Configuration();
    RemoteFileSystem.register(hadoop);
    var full = StudyDirectory.at("disks:" + root, hadoop);
    RemoteFileSystem.suffer(Faults.of(Faults.Kind.FULL, 1));
    try {
      assertFull(full);
    } finally {
      RemoteFileSystem.suffer(Faults.NONE);
    }
  }

  private void assertFull(StudyDirectory full) {
    assertThatThrownBy(() -> OutputLock.acquire(full))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("quota");
    assertThat(root).isEmptyDirectory();
  }

  private long race() throws Exception {
    int runs = 8;
    var start = new CyclicBarrier(runs);
    var pool = Executors.newFixedThreadPool(runs);
    try {
      var tries = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < runs; i++) {
        StudyDirectory directory = directory();
        tries.add(
            () -> {
              start.await();
              return acquired(directory);
            });
      }
      List<Boolean> won = new ArrayList<>();
      for (var result : pool.invokeAll(tries)) {
        won.add(result.get());
      }
      return won.stream().filter(Boolean::booleanValue).count();
    } finally {
      pool.shutdownNow();
    }
  }

  private static boolean acquired(StudyDirectory directory) throws IOException {
    try {
      OutputLock.acquire(directory).check();
      return true;
    } catch (OutputConflictException e) {
      return false;
    }
  }
}
