package org.gradientatlas.chaos;

import static org.gradientatlas.chaos.Platform.HDFS;
import static org.gradientatlas.chaos.Platform.LOCAL;
import static org.gradientatlas.chaos.Platform.S3;
import static org.gradientatlas.chaos.Platform.YARN;

import java.util.List;

/** What can happen to a study, and what must come of it. */
enum Fault {
  EXECUTOR_KILLED("SIGKILL of an executor", Needs.EXECUTORS, LOCAL, HDFS, YARN, S3),
  TASKS_FAIL_TWICE("tasks that fail twice, then succeed", Needs.EXECUTORS, LOCAL),
  EXECUTOR_LEAVES("notice that an executor goes", Needs.EXECUTORS, LOCAL),
  WORKER_KILLED("SIGKILL of a worker", Needs.EXECUTORS, LOCAL, HDFS, S3),
  DRIVER_KILLED("SIGKILL of the driver", Needs.DRIVER, LOCAL, HDFS, YARN, S3),
  ALL_KILLED("SIGKILL of everything", Needs.EXECUTORS, LOCAL, HDFS, S3),
  TWO_STARTS("two runs that start at once", Needs.DRIVER, LOCAL, HDFS, YARN, S3),
  APPLICATION_MASTER_KILLED("SIGKILL of the application master", Needs.EXECUTORS, YARN),
  NODE_MANAGER_KILLED("SIGKILL of the NodeManager", Needs.EXECUTORS, YARN),
  NAME_NODE_AWAY("a NameNode that is away for 6 s", Needs.NOTHING, HDFS, YARN),
  DATA_NODE_AWAY("a DataNode that is away for 6 s", Needs.NOTHING, HDFS, YARN),
  S3_AWAY("an S3 server that is away for 6 s", Needs.NOTHING, S3),
  DISK_FULL("a full disk", Needs.DISK, LOCAL),
  READ_ONLY("an output that becomes read-only", Needs.DISK, LOCAL),
  FILE_TRUNCATED("a truncated file", Needs.NOTHING, LOCAL),
  FILE_OVERWRITTEN("a file overwritten with noise", Needs.NOTHING, LOCAL),
  FILE_DELETED("a deleted file", Needs.NOTHING, LOCAL),
  OUT_OF_MEMORY("a trial without enough native memory", Needs.NOTHING, LOCAL),
  ENDLESS("a trial that does not end", Needs.NOTHING, LOCAL);

  /** What must be there for it. */
  enum Needs {
    NOTHING,
    /** Processes that the run survives. */
    EXECUTORS,
    /** A driver that is the job's own process. */
    DRIVER,
    /** A file system of its own. */
    DISK
  }

  private final String label;
  private final Needs needs;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is
  private final List<Platform> platforms;

  Fault(String label, Needs needs, Platform... platforms) {
    this.label = label;
    this.needs = needs;
    this.platforms = List.of(platforms);
  }

  String label() {
    return label;
  }

  Needs needs() {
    return needs;
  }

  /** Whether it is played on a platform. */
  boolean isOn(Platform platform) {
    return platforms.contains(platform);
  }

  /** Provokes it, checks what must come of it, and compares rows in the end. */
  void provokeIn(FaultRun run) throws Exception {
    switch (this) {
      case EXECUTOR_KILLED -> KilledProcesses.executor(run);
      case TASKS_FAIL_TWICE -> KilledProcesses.executorsTwice(run);
      case EXECUTOR_LEAVES -> LeavingExecutor.withNotice(run);
      case WORKER_KILLED -> KilledProcesses.worker(run);
      case DRIVER_KILLED -> KilledProcesses.driver(run);
      case ALL_KILLED -> KilledProcesses.everything(run);
      case TWO_STARTS -> TwoStarts.provoke(run);
      case APPLICATION_MASTER_KILLED -> KilledDaemons.applicationMaster(run);
      case NODE_MANAGER_KILLED -> KilledDaemons.nodeManager(run);
      case NAME_NODE_AWAY -> KilledDaemons.nameNode(run);
      case DATA_NODE_AWAY -> KilledDaemons.dataNode(run);
      case S3_AWAY -> KilledDaemons.s3(run);
      case DISK_FULL -> UnwritableOutput.fullDisk(run);
      case READ_ONLY -> UnwritableOutput.readOnly(run);
      case FILE_TRUNCATED -> DamagedFiles.truncated(run);
      case FILE_OVERWRITTEN -> DamagedFiles.overwritten(run);
      case FILE_DELETED -> DamagedFiles.deleted(run);
      case OUT_OF_MEMORY -> FailingTrials.outOfMemory(run);
      case ENDLESS -> FailingTrials.endless(run);
    }
    run.expectUndisturbedRows();
  }
}
