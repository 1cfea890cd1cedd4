package org.gradientatlas.train.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What one layer computed in a pass, copied as it ran; row-major [batch, fanOut]. */
final class Tape {
  private static final double[] NOTHING = {};

  private boolean recording;
  private double[] preactivations = NOTHING;
  private double[] activations = NOTHING;
  private double[] deltas = NOTHING;

  void record(boolean on) {
    recording = on;
  }

  void preactivations(INDArray z) {
    if (recording) {
      preactivations = Copies.rowMajor(z);
    }
  }

  void activations(INDArray a) {
    if (recording) {
      activations = Copies.rowMajor(a);
    }
  }

  void deltas(INDArray delta) {
    if (recording) {
      deltas = Copies.rowMajor(delta);
    }
  }

  double[] preactivations() {
    return preactivations;
  }

  double[] activations() {
    return activations;
  }

  double[] deltas() {
    return deltas;
  }

  void clear() {
    preactivations = NOTHING;
    activations = NOTHING;
    deltas = NOTHING;
  }
}
