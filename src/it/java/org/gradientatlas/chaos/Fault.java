package org.gradientatlas.chaos;

/** What can happen to a study, and what must come of it. */
enum Fault {
  EXECUTOR_KILLED("SIGKILL of an executor", Needs.CLUSTER),
  TASKS_FAIL_TWICE("tasks that fail twice, then succeed", Needs.CLUSTER),
  WORKER_KILLED("SIGKILL of a worker", Needs.CLUSTER),
  DRIVER_KILLED("SIGKILL of the driver", Needs.NOTHING),
  ALL_KILLED("SIGKILL of everything", Needs.CLUSTER),
  DISK_FULL("a full disk", Needs.DISK),
  READ_ONLY("an output that becomes read-only", Needs.DISK),
  FILE_TRUNCATED("a truncated file", Needs.NOTHING),
  FILE_OVERWRITTEN("a file overwritten with noise", Needs.NOTHING),
  FILE_DELETED("a deleted file", Needs.NOTHING),
  OUT_OF_MEMORY("a trial without enough native memory", Needs.NOTHING),
  ENDLESS("a trial that does not end", Needs.NOTHING);

  /** What must be there for it. */
  enum Needs {
    NOTHING,
    /** Processes that the run survives. */
    CLUSTER,
    /** A file system of its own. */
    DISK
  }

  private final String label;
  private final Needs needs;

  Fault(String label, Needs needs) {
    this.label = label;
    this.needs = needs;
  }

  String label() {
    return label;
  }

  Needs needs() {
    return needs;
  }

  /** Provokes it, checks what must come of it, and compares rows in the end. */
  void provokeIn(FaultRun run) throws Exception {
    switch (this) {
      case EXECUTOR_KILLED -> KilledProcesses.executor(run);
      case TASKS_FAIL_TWICE -> KilledProcesses.executorsTwice(run);
      case WORKER_KILLED -> KilledProcesses.worker(run);
      case DRIVER_KILLED -> KilledProcesses.driver(run);
      case ALL_KILLED -> KilledProcesses.everything(run);
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
