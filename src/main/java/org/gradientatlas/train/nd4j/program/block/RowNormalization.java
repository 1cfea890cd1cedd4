package org.gradientatlas.train.nd4j.program.block;

import java.util.Arrays;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.train.nd4j.kernel.GroupStatistics;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.kernel.NormalizationKernels;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Learned;
import org.gradientatlas.train.nd4j.program.Operation;
import org.gradientatlas.train.nd4j.program.Signal;
import org.gradientatlas.train.nd4j.program.Workshop;
import org.gradientatlas.train.nd4j.step.Pass;

/** Each row by its mean and variance over the units: gain (x - mean) / deviation + shift. */
final class RowNormalization implements Operation {
  private final Signal input;
  private final Signal output;
  private final Learned gain;
  private final Learned shift;

  /** Those of the identity. */
  private final LayerKernels kernels;

  private final NormalizationKernels groups;
  private final GroupStatistics moments;
  private final Tensor normalized;
  private final double[] gainGradient;
  private final double[] sharedOver;

  RowNormalization(
      Workshop workshop, LayerKernels kernels, Signal input, Learned gain, Learned shift) {
    int rows = input.values.rows();
    int units = input.values.columns();
    this.input = input;
    this.gain = gain;
    this.shift = shift;
    this.kernels = kernels;
    this.groups = kernels.groups(true, rows, units);
    this.moments = new GroupStatistics(rows);
    this.output = workshop.signal(rows, units);
    this.normalized = workshop.tensor(rows, units);
    this.gainGradient = new double[units];
    this.sharedOver = new double[units];
    Arrays.fill(sharedOver, rows / (double) workshop.batch());
  }

  Signal output() {
    return output;
  }

  @Override
  public void forward(Pass pass) {
    int rows = input.values.rows();
    Tensor values = output.values;
    values.copy(input.values);
    groups.measure(values, rows, moments);
    for (int row = 0; row < rows; row++) {
      moments.inverse[row] = 1 / Math.sqrt(moments.variance[row] + Normalization.EPSILON);
    }
    groups.normalize(values, rows, moments, gain.values(), normalized);
    kernels.activate(values, shift.values(), values, rows, null);
  }

  @Override
  public void backward(Pass pass) {
    int rows = input.values.rows();
    Tensor delta = output.gradient;
    kernels.differentiate(delta, output.values, shift.gradient(), rows);
    kernels.scaleColumns(shift.gradient(), sharedOver);
    groups.average(delta, rows, moments, gain.values(), normalized, gainGradient);
    gain.gradient().write(0, gainGradient);
    kernels.scaleColumns(gain.gradient(), sharedOver);
    if (input.added() == 0) {
      groups.differentiate(delta, rows, moments, gain.values(), normalized, input.gradient);
      return;
    }
    groups.differentiate(delta, rows, moments, gain.values(), normalized, delta);
    kernels.add(input.gradient, 1, delta, input.gradient, rows);
  }
}
