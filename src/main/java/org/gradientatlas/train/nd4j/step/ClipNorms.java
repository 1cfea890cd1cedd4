package org.gradientatlas.train.nd4j.step;

import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.nd4j.kernel.StepUpdate;

/** The clip rule of a trial, and the gradient norms it needs. */
public final class ClipNorms {
  /** Entries up to this size have a finite norm. */
  private static final double FINITE_NORM = 1e150;

  private final ClipRule rule;
  private final double[] parameters;
  private final boolean global;
  private final boolean perLayer;
  private final boolean any;

  public ClipNorms(Variant<ClipRule> clip) {
    this.rule = clip.type();
    this.parameters = clip.array();
    // A rule that uses a norm returns NaN for a NaN norm.
    this.global = Double.isNaN(rule.scale(0, Double.NaN, parameters));
    this.perLayer = Double.isNaN(rule.scale(Double.NaN, 0, parameters));
    this.any = global || perLayer || UnitClipper.clippedBy(clip);
  }

  /** Whether the rule uses the norm of all layers together. */
  public boolean global() {
    return global;
  }

  /** Whether the rule uses the norm of each layer. */
  public boolean perLayer() {
    return perLayer;
  }

  /** Whether the rule uses any norm, including those of units. */
  public boolean any() {
    return any;
  }

  /** The largest bound on gradient entries that proves them, and any norm the rule uses, finite. */
  public double greatestEntry(Precision precision) {
    double entry = precision == Precision.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
    return any ? Math.min(entry, FINITE_NORM) : entry;
  }

  /**
   * Sets how a layer's gradient is clipped.
   *
   * @param layerNorm of this layer; 0 if the rule does not use it
   * @param globalNorm of all layers; 0 if the rule does not use it
   * @param t number of this update, from 1
   */
  public void set(StepUpdate change, double layerNorm, double globalNorm, int t) {
    change.set(rule.scale(layerNorm, globalNorm, parameters), rule.bound(parameters), t);
  }
}
