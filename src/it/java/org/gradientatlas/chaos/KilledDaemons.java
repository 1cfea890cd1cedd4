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
    if (run.end(job).exit() != 0) {
      run.end(run.start(), 0);
    }
  }

  /** A daemon that is killed, and started again later. */
  static void away(FaultRun run, String daemon) throws Exception {
    Job job = run.startAndWait(run.moment().later());
    run.recoveryStarts();
    run.platform().process(daemon).destroyForcibly();
    Thread.sleep(AWAY.toMillis());
    run.platform().restart();
    run.end(job, 0);
  }

  /** A daemon that answers nothing for a while; its memory is its store. */
  static void paused(FaultRun run, String daemon) throws Exception {
    Job job = run.startAndWait(run.moment().later());
    run.recoveryStarts();
    String pid = Long.toString(run.platform().process(daemon).pid());
    Job.run("kill", "-STOP", pid);
    Thread.sleep(AWAY.toMillis());
    Job.run("kill", "-CONT", pid);
    run.end(job, 0);
  }
}
