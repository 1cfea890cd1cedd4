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

  /** Lets it happen, sees that what must come of it does, and compares rows in the end. */
  void happenTo(FaultRun scene) throws Exception {
    switch (this) {
      case EXECUTOR_KILLED -> FaultActions.executor(scene);
      case TASKS_FAIL_TWICE -> FaultActions.executorsTwice(scene);
      case WORKER_KILLED -> FaultActions.worker(scene);
      case DRIVER_KILLED -> FaultActions.driver(scene);
      case ALL_KILLED -> FaultActions.everything(scene);
      case DISK_FULL -> Obstacles.fullDisk(scene);
      case READ_ONLY -> Obstacles.readOnly(scene);
      case FILE_TRUNCATED -> Damages.truncated(scene);
      case FILE_OVERWRITTEN -> Damages.overwritten(scene);
      case FILE_DELETED -> Damages.deleted(scene);
      case OUT_OF_MEMORY -> Trials.hungry(scene);
      case ENDLESS -> Trials.endless(scene);
    }
    scene.expectUsualRows();
  }
}
