package org.gradientatlas.train.nd4j.vector.activation;

import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;
import org.gradientatlas.train.nd4j.vector.statistics.GradientScan;
import org.gradientatlas.train.nd4j.vector.statistics.LaneSums;

/**
 * tanh in a recorded pass: bias, activation, counts and sums in one loop. It overwrites the
 * pre-activations, so {@link #takes} checks beforehand that their squares do not underflow.
 */
public final class RecordedTanh {
  private final SaturationCounter limits;
  private final LaneSums tally = new LaneSums();

  public RecordedTanh(SaturationCounter limits) {
    this.limits = limits;
  }

  /**
   * Whether single precision suffices for the sums: the first entries must differ by far more than
   * what underflows. Their activations then do too, unless all are 1 or -1.
   */
  public boolean takes(Tensor z, float[] bias, int rows) {
    float first = sum(z, bias, 0, 0);
    for (int column = 1; column < Math.min(z.columns(), Lanes.COUNT); column++) {
      float distance = Math.abs(sum(z, bias, column, column) - first);
      if (distance != 0 && GradientScan.fits(distance)) {
        return rows <= LaneSums.MOST;
      }
    }
    return false;
  }

  private static float sum(Tensor z, float[] bias, int i, int column) {
    return (float) (z.get(i) + bias[column]);
  }

  /**
   * z becomes tanh(z + b).
   *
   * @return the greatest |z + b|; NaN if one is NaN or the squares overflow
   */
  public float activate(Tensor z, float[] bias, int rows, LayerSums.Forward sums) {
    start(sum(z, bias, 0, 0), sums);
    int whole = Lanes.whole(z.columns());
    int greatest = 0;
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      Tanh.record(z, bias, column, rows, limits.saturatedAbove(), tally);
      tally.addTo(sums, rows * Lanes.COUNT);
      sums.deadUnits += tally.above(limits.deadAbove());
      greatest = Math.max(greatest, tally.greatest());
    }
    float rest = activateRest(z, bias, whole, rows, sums);
    return sums.preactivations.squares() < Double.POSITIVE_INFINITY
        ? Math.max(Float.intBitsToFloat(greatest), rest)
        : Float.NaN;
  }

  private void start(float first, LayerSums.Forward sums) {
    float value = Math.max(-1, Math.min(1, first));
    tally.start(first, value);
    sums.preactivations.start(first);
    sums.activations.start(value);
    sums.saturated = 0;
    sums.deadUnits = 0;
  }

  /** The last columns, too few for a vector. */
  private float activateRest(Tensor z, float[] bias, int from, int rows, LayerSums.Forward sums) {
    float greatest = 0;
    for (int column = from; column < z.columns(); column++) {
      float least = Float.POSITIVE_INFINITY;
      for (int row = 0; row < rows; row++) {
        int i = row * z.columns() + column;
        float sum = sum(z, bias, i, column);
        float size = Math.abs(sum);
        z.set(i, Math.tanh(sum));
        sums.preactivations.add(sum);
        sums.activations.add(z.get(i));
        sums.saturated += Float.floatToRawIntBits(size) > limits.saturatedAbove() ? 1 : 0;
        greatest = Math.max(greatest, size);
        least = Math.min(least, size);
      }
      sums.deadUnits += Float.floatToRawIntBits(least) > limits.deadAbove() ? 1 : 0;
    }
    return greatest;
  }
}
