package org.gradientatlas.chaos;

import java.time.Duration;
import java.util.List;

/** What a cluster loses of itself: what the run survives, and what the same command resumes. */
final class KilledDaemons {
  private static final Duration AWAY = Duration.ofSeconds(6);

  private KilledDaemons() {}

  /** The driver dies with it in cluster mode, and has no executors without it in client mode. */
  static void applicationMaster(FaultRun run) throws Exception {
    Job job = run.startAndWait(run.moment().later());
    List<ProcessHandle> masters = run.place().containers().applicationMasters();
    run.expect(masters.size() == 1, masters.size() + " application masters of one study");
    run.recoveryStarts();
    masters.get(0).destroyForcibly();
    Job.Ended ended = run.end(job);
    run.expect(ended.exit() == 1, "a run without its master exits with " + ended.exit());
    run.end(run.start(), 0);
  }

  /** YARN takes all its containers for lost, though their processes live on. */
  static void nodeManager(FaultRun run) throws Exception {
    Job job = run.startAndWait(run.moment().later());
    run.recoveryStarts();
    run.platform().process("nodemanager").destroyForcibly();
    run.platform().restart();
    endOrResume(run, job);
  }

  private static void endOrResume(FaultRun run, Job job) throws Exception {
    if (run.end(job).exit() != 0) {
      run.end(run.start(), 0);
    }
  }

  /** Clients wait for it. */
  static void nameNode(FaultRun run) throws Exception {
    run.end(startUntilAway(run, "namenode"), 0);
  }

  /** The only one: files that are being written are lost. */
  static void dataNode(FaultRun run) throws Exception {
    endOrResume(run, startUntilAway(run, "datanode"));
  }

  /** Kills a daemon, and starts it again later. */
  private static Job startUntilAway(FaultRun run, String daemon) throws Exception {
    Job job = run.startAndWait(run.moment().later());
    run.recoveryStarts();
    run.platform().process(daemon).destroyForcibly();
    Thread.sleep(AWAY.toMillis());
    run.platform().restart();
    return job;
  }

  /** It keeps its objects in memory, so it is stopped and not killed. */
  static void s3(FaultRun run) throws Exception {
    Job job = run.startAndWait(run.moment().later());
    run.recoveryStarts();
    String pid = Long.toString(run.platform().process("s3").pid());
    Job.run("kill", "-STOP", pid);
    Thread.sleep(AWAY.toMillis());
    Job.run("kill", "-CONT", pid);
    run.end(job, 0);
  }
}
