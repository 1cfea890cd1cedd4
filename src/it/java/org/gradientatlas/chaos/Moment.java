package org.gradientatlas.chaos;

import java.util.random.RandomGenerator;

/**
 * When a fault happens.
 *
 * @param wave so many waves are committed
 * @param inCommit as soon as a file of the next one is renamed into its table
 * @param part else, after this part of the time that a wave takes, or the start of a run
 */
record Moment(int wave, boolean inCommit, double part) {
  /** Any time from the start of a run to its last but one wave; often in a commit. */
  static Moment random(RandomGenerator random, int waves) {
    return new Moment(random.nextInt(waves - 1), random.nextBoolean(), random.nextDouble());
  }

  /** Under way: not before the first wave. */
  Moment later() {
    return wave > 0 ? this : new Moment(1, inCommit, part);
  }

  /** Under way, with half of the waves still to come. */
  Moment early() {
    return new Moment(Math.max(1, wave / 2), inCommit, part);
  }

  /**
   * Waits for it.
   *
   * @throws IllegalStateException if the run ends before
   */
  void await(Job job, Output out, Undisturbed undisturbed) throws InterruptedException {
    while (out.waves() < wave) {
      pause(job, 5);
    }
    int files = out.files().size();
    while (inCommit && out.files().size() == files) {
      pause(job, 1);
    }
    if (!inCommit) {
      double seconds = part * (wave == 0 ? undisturbed.startSeconds() : undisturbed.waveSeconds());
      pause(job, Math.round(1000 * seconds));
    }
  }

  private static void pause(Job job, long millis) throws InterruptedException {
    if (!job.isRunning()) {
      throw new IllegalStateException("the run ended before the fault");
    }
    Thread.sleep(millis);
  }

  @Override
  public String toString() {
    return inCommit ? "in commit %d".formatted(wave + 1) : "wave %d + %.2f".formatted(wave, part);
  }
}
