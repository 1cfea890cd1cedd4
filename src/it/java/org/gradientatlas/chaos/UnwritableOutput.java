package org.gradientatlas.chaos;

/** Output that cannot be written: somebody must repair it, then the same command resumes. */
final class UnwritableOutput {
  private static final long PLENTY = 256L << 20;

  private UnwritableOutput() {}

  /** The disk fills up while waves are written. */
  static void fullDisk(FaultRun run) throws Exception {
    double share = 0.2 + 0.6 * run.random().nextDouble();
    Disk disk = run.keep(Disk.mount(run.out(), Math.round(share * run.undisturbed().bytes())));
    Job.Ended failed = run.end(run.start(), 1);
    run.expect(failed.said().contains("No space left on device"), "nothing said of the disk");
    disk.resize(PLENTY);
    run.recoveryStarts();
    run.end(run.start(), 0);
  }

  /** The output becomes read-only under way; a run that starts so is refused. */
  static void readOnly(FaultRun run) throws Exception {
    Disk disk = run.keep(Disk.mount(run.out(), PLENTY));
    // Spark holds its event log open, and a file system with such a file cannot be made read-only.
    Job job = run.startAndWait(run.moment().later(), "--conf", "spark.eventLog.enabled=false");
    disk.makeReadOnly();
    Job.Ended failed = run.end(job, 1);
    run.expect(failed.said().contains(run.out() + "/"), "nothing said of the output");
    Job.Ended refused = run.end(run.start(), 2);
    run.expect(refused.said().contains("cannot be written"), "nothing said of --out");
    disk.makeWritable();
    run.recoveryStarts();
    run.end(run.start(), 0);
  }
}
