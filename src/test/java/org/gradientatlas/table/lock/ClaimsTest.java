package org.gradientatlas.table.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.table.output.OutputConflictException;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.store.Faults;
import org.gradientatlas.table.store.RemoteFileSystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lock where several processes can create a file at once. */
class ClaimsTest {
  private static final int ROUNDS = 15;

  @TempDir Path root;

  @AfterEach
  void mend() {
    RemoteFileSystem.suffer(Faults.NONE);
  }

  private StudyDirectory directory(Path there) {
    return directory("objects", there);
  }

  private static StudyDirectory directory(String scheme, Path there) {
    var hadoop = new Configuration();
    RemoteFileSystem.register(hadoop);
    return StudyDirectory.at(scheme + ":" + there, hadoop);
  }

  @Test
  void theStoreCannotCreateOnce() throws Exception {
    StudyDirectory directory = directory(root);
    assertThat(directory.store().createsOnce(directory.lock())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void ofSeveralThatStartAtOnceOneGetsIt(int runs) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(race("objects", Files.createDirectory(root.resolve(runs + "-" + round)), runs))
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "FAILING", "ANSWER_LOST"})
  void oneGetsItAlsoOnAStoreThatFails(Faults.Kind kind) throws Exception {
    RemoteFileSystem.suffer(Faults.of(kind, 7));
    for (int round = 0; round < 3; round++) {
      assertThat(race("objects", Files.createDirectory(root.resolve("at" + round)), 2))
          .isEqualTo(1);
    }
  }

  /** Without claims, where a put can have a condition. */
  @ParameterizedTest
  @EnumSource(names = {"FAILING", "ANSWER_LOST"})
  void aConditionalPutDecidesWhereTheStoreHasIt(Faults.Kind kind) throws Exception {
    for (int every : List.of(Integer.MAX_VALUE, 7)) {
      RemoteFileSystem.suffer(Faults.of(kind, every));
      for (int round = 0; round < 3; round++) {
        Path there = Files.createDirectory(root.resolve(every + "-" + round));
        StudyDirectory directory = directory("conditional", there);
        assertThat(directory.store().createsOnce(directory.lock())).isTrue();
        assertThat(race("conditional", there, 5)).isEqualTo(1);
      }
    }
  }

  /** How many of several believe that they hold the directory, at the end and at any moment. */
  private long race(String scheme, Path there, int runs) throws Exception {
    var start = new CyclicBarrier(runs);
    var holding = new AtomicInteger();
    var tries = new ArrayList<Callable<@Nullable OutputLock>>();
    for (int i = 0; i < runs; i++) {
      StudyDirectory directory = directory(scheme, there);
      tries.add(
          () -> {
            start.await();
            try {
              OutputLock lock = OutputLock.acquire(directory);
              lock.check();
              assertThat(holding.incrementAndGet()).isEqualTo(1);
              return lock;
            } catch (OutputConflictException e) {
              return null;
            }
          });
    }
    var pool = Executors.newFixedThreadPool(runs);
    try {
      int won = 0;
      for (var result : pool.invokeAll(tries)) {
        OutputLock lock = result.get();
        if (lock != null) {
          won++;
          lock.close();
        }
      }
      return won;
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aClaimOfADeadProcessIsRemoved() throws Exception {
    StudyDirectory directory = directory(root);
    var self = Holder.self();
    var dead =
        new Holder(
            "a", self.host(), self.machine(), self.pid(), "another", self.since(), null, null);
    var files = new LockFiles(directory);
    files.write(files.claim("a"), dead);
    try (var mine = OutputLock.acquire(directory)) {
      mine.check();
    }
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aClaimOfALivingProcessIsRespected() throws Exception {
    StudyDirectory directory = directory(root);
    var files = new LockFiles(directory);
    files.write(files.claim("a"), Holder.self());
    assertThatThrownBy(() -> OutputLock.acquire(directory))
        .isInstanceOf(OutputConflictException.class)
        .hasMessageContaining("is being taken by several runs at once");
    assertThat(root.resolve("_LOCK")).doesNotExist();
    assertThat(root.resolve("_LOCK.claim.a")).exists();
  }
}
