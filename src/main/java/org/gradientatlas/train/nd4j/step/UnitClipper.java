package org.gradientatlas.train.nd4j.step;

import java.util.Arrays;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.jspecify.annotations.Nullable;

/** Clips the units of a layer one by one, for rules that use their norms. */
public final class UnitClipper {
  private final ClipRule rule;
  private final double[] p;
  private final double[] scales;
  private final double[] squares;

  private UnitClipper(Variant<ClipRule> rule, int columns) {
    this.rule = rule.type();
    this.p = rule.array();
    this.scales = new double[columns];
    this.squares = new double[columns];
  }

  /**
   * The clipper of a rule; null if the rule does not clip units.
   *
   * @param columns of the widest tensor to clip
   */
  public static @Nullable UnitClipper of(Variant<ClipRule> rule, int columns) {
    return clippedBy(rule) ? new UnitClipper(rule, columns) : null;
  }

  public static boolean clippedBy(Variant<ClipRule> rule) {
    return Double.isNaN(rule.type().unitScale(Double.NaN, 1, rule.array()));
  }

  /** The scale of each column; valid until the next call. */
  public double[] scales(LayerKernels kernels, Tensor parameters, Tensor gradient) {
    sumSquares(kernels, gradient, scales);
    sumSquares(kernels, parameters, squares);
    for (int unit = 0; unit < gradient.columns(); unit++) {
      double norm = Math.scalb(Math.sqrt(scales[unit]), -gradient.exponent());
      scales[unit] = rule.unitScale(norm, Math.sqrt(squares[unit]), p);
    }
    return scales;
  }

  /** The sum of squares of each column; for a single row that of the whole row, in every column. */
  private static void sumSquares(LayerKernels kernels, Tensor tensor, double[] sums) {
    kernels.columnSquares(tensor, sums);
    if (tensor.rows() == 1) {
      double sum = 0;
      for (int column = 0; column < tensor.columns(); column++) {
        sum += sums[column];
      }
      Arrays.fill(sums, sum);
    }
  }

  /** Multiplies the stored gradient by the scales. */
  public void clip(LayerKernels kernels, Tensor parameters, Tensor gradient) {
    kernels.scaleColumns(gradient, scales(kernels, parameters, gradient));
  }
}
