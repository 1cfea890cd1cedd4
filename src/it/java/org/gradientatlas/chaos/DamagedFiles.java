package org.gradientatlas.chaos;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.List;

/**
 * Files of the output that are not what was committed, after a driver that was killed. The run that
 * goes on there, or the doctor, names the file; the doctor drops its wave; then the run resumes.
 */
final class DamagedFiles {
  private DamagedFiles() {}

  @FunctionalInterface
  private interface Damage {
    void to(File file) throws IOException;
  }

  static void truncated(FaultRun run) throws Exception {
    Job.Ended refused =
        damage(
            run,
            file -> {
              try (var bytes = new RandomAccessFile(file, "rw")) {
                bytes.setLength(run.random().nextLong(bytes.length()));
              }
            });
    run.expect(refused.exit() == 4, "a run on a truncated file exits with " + refused.exit());
    repair(run);
  }

  static void deleted(FaultRun run) throws Exception {
    Job.Ended refused = damage(run, file -> Files.delete(file.toPath()));
    run.expect(refused.exit() == 4, "a run without a file exits with " + refused.exit());
    repair(run);
  }

  /** Of the same length: a run that reads no rows of it need not see that, the doctor must. */
  static void overwritten(FaultRun run) throws Exception {
    damage(
        run,
        file -> {
          try (var bytes = new RandomAccessFile(file, "rw")) {
            long from = run.random().nextLong(bytes.length());
            byte[] noise = new byte[(int) Math.min(64, bytes.length() - from)];
            run.random().nextBytes(noise);
            bytes.seek(from);
            bytes.write(noise);
          }
        });
    repair(run);
  }

  /** Kills a run, damages one of its files, and looks whether whoever notices names that. */
  private static Job.Ended damage(FaultRun run, Damage damage) throws Exception {
    run.startAndWait(run.moment().later()).kill();
    List<String> files = run.output().files();
    File file = run.output().local(files.get(run.random().nextInt(files.size())));
    damage.to(file);
    Job.Ended resumed = run.end(run.start());
    Job.Ended examined = run.end(Job.start(run.place().doctor(run.output().address())));
    run.expect(examined.exit() == 4, "the doctor exits with " + examined.exit());
    for (Job.Ended ended : List.of(resumed, examined)) {
      boolean silent = ended.exit() == 0;
      run.expect(silent || ended.said().contains(file.getName()), "nobody names " + file);
      run.expect(silent || ended.said().contains("--repair"), "nobody says how to repair");
    }
    return resumed;
  }

  private static void repair(FaultRun run) throws Exception {
    run.repairStarts();
    Job repair = Job.start(run.place().doctor(run.output().address(), "--repair"));
    run.end(repair, 0);
    run.end(run.start(), 0);
  }
}
