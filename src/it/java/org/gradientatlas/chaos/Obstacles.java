package org.gradientatlas.chaos;

/** Output that cannot be written: somebody must mend it, then the same command goes on. */
final class Obstacles {
  private static final long PLENTY = 256L << 20;

  private Obstacles() {}

  /** The disk fills up while waves are written. */
  static void fullDisk(FaultRun scene) throws Exception {
    double share = 0.2 + 0.6 * scene.random().nextDouble();
    Disk disk = scene.keep(Disk.mount(scene.out(), Math.round(share * scene.usual().bytes())));
    Job.Ended failed = scene.end(scene.start(), 1);
    scene.expect(failed.said().contains("No space left on device"), "nothing said of the disk");
    disk.resize(PLENTY);
    scene.recoveryStarts();
    scene.end(scene.start(), 0);
  }

  /** The output becomes read-only under way; a run that starts so is refused. */
  static void readOnly(FaultRun scene) throws Exception {
    Disk disk = scene.keep(Disk.mount(scene.out(), PLENTY));
    // Spark holds its event log open, and a file system with such a file cannot be made read-only.
    Job job = scene.startAndWait(scene.moment().later(), "--conf", "spark.eventLog.enabled=false");
    disk.makeReadOnly();
    Job.Ended failed = scene.end(job, 1);
    scene.expect(failed.said().contains(scene.out() + "/"), "nothing said of the output");
    Job.Ended refused = scene.end(scene.start(), 2);
    scene.expect(refused.said().contains("cannot be written"), "nothing said of --out");
    disk.makeWritable();
    scene.recoveryStarts();
    scene.end(scene.start(), 0);
  }
}
