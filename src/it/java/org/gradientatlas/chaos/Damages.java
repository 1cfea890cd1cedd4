package org.gradientatlas.chaos;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.List;

/**
 * Files of the output that are not what was committed, after a driver that was killed. The run that
 * goes on there, or the doctor, names the file; the doctor drops its wave; then the run goes on.
 */
final class Damages {
  private Damages() {}

  @FunctionalInterface
  private interface Damage {
    void to(File file) throws IOException;
  }

  static void truncated(FaultRun scene) throws Exception {
    Job.Ended refused =
        damage(
            scene,
            file -> {
              try (var bytes = new RandomAccessFile(file, "rw")) {
                bytes.setLength(scene.random().nextLong(bytes.length()));
              }
            });
    scene.expect(refused.exit() == 4, "a run on a truncated file exits with " + refused.exit());
    repair(scene);
  }

  static void deleted(FaultRun scene) throws Exception {
    Job.Ended refused = damage(scene, file -> Files.delete(file.toPath()));
    scene.expect(refused.exit() == 4, "a run without a file exits with " + refused.exit());
    repair(scene);
  }

  /** Of the same length: a run that reads no rows of it need not see that, the doctor must. */
  static void overwritten(FaultRun scene) throws Exception {
    damage(
        scene,
        file -> {
          try (var bytes = new RandomAccessFile(file, "rw")) {
            long from = scene.random().nextLong(bytes.length());
            byte[] noise = new byte[(int) Math.min(64, bytes.length() - from)];
            scene.random().nextBytes(noise);
            bytes.seek(from);
            bytes.write(noise);
          }
        });
    repair(scene);
  }

  /** Kills a run, damages one of its files, and looks whether whoever notices names that. */
  private static Job.Ended damage(FaultRun scene, Damage damage) throws Exception {
    scene.startAndWait(scene.moment().later()).kill();
    List<File> files = scene.output().files();
    File file = files.get(scene.random().nextInt(files.size()));
    damage.to(file);
    Job.Ended resumed = scene.end(scene.start());
    Job.Ended examined =
        scene.end(Job.start(List.of("jobs/doctor", "--output", scene.out().toString())));
    scene.expect(examined.exit() == 4, "the doctor exits with " + examined.exit());
    for (Job.Ended ended : List.of(resumed, examined)) {
      boolean silent = ended.exit() == 0;
      scene.expect(silent || ended.said().contains(file.getName()), "nobody names " + file);
      scene.expect(silent || ended.said().contains("--repair"), "nobody says how to repair");
    }
    return resumed;
  }

  private static void repair(FaultRun scene) throws Exception {
    scene.repairStarts();
    Job repair = Job.start(List.of("jobs/doctor", "--output", scene.out().toString(), "--repair"));
    scene.end(repair, 0);
    scene.end(scene.start(), 0);
  }
}
