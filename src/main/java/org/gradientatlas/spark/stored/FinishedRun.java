package org.gradientatlas.spark.stored;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run that was done has printed.
 *
 * @param answer null if the run only trained
 */
public record FinishedRun(Trained trained, @Nullable Answer answer) {
  /** A file may hold anything. */
  public FinishedRun {
    Objects.requireNonNull(trained, "trained");
  }

  /**
   * How the trials ended.
   *
   * @param stamp of the study and its stored trials
   * @param trials how many there are
   * @param failed how many of them failed
   * @param outcomes a text table of how they ended
   */
  public record Trained(String stamp, long trials, long failed, String outcomes) {}

  /**
   * What was found out.
   *
   * @param stamp of the rules, the derived tables and the page
   * @param text the summary
   * @param map the map of the study, painted
   * @param stopped the trials that hit the gate; empty for none
   * @param claims the verdicts on the study's claims; empty without claims
   */
  public record Answer(String stamp, String text, String map, String stopped, String claims) {}
}
