package org.gradientatlas.train.nd4j.program.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.SumStats;
import org.gradientatlas.train.nd4j.program.Workshop;

/** Records the gates of a layer and, at each time step, the state that they keep. */
final class GateRecorder {
  private final Unrolled layer;
  private final LayerKernels kernels;
  private final List<SumRecorder> gates = new ArrayList<>();
  private final LayerSums.Forward unused = new LayerSums.Forward();

  GateRecorder(Workshop workshop, Unrolled layer) {
    this.layer = layer;
    this.kernels = workshop.kernels(Variant.of(Activation.IDENTITY)).fast();
    Tensor copy = layer.once(layer.units);
    int candidate = layer.cell.gates().size() - 1;
    for (int gate = 0; gate <= candidate; gate++) {
      Activation phi = gate == candidate ? Activation.TANH : Activation.SIGMOID;
      gates.add(new SumRecorder(workshop, layer, gate, phi, copy));
    }
  }

  /** The gates' sums, before biases are added. */
  void sums(int t, Tensor sums) {
    gates.forEach(gate -> gate.forward(t, sums, unused));
  }

  /** The gates' deltas. */
  void deltas(int t, Tensor deltas) {
    gates.forEach(gate -> gate.backward(t, deltas));
  }

  /** The state that a time step leaves; it has no activation of its own. */
  void state(int t, Tensor state) {
    SumStats stats = layer.profile.at(t + 1);
    kernels.spread(state, layer.batch, stats.forward.preactivations);
    kernels.spread(state, layer.batch, stats.forward.activations);
    stats.outputs = (long) layer.batch * layer.units;
    stats.units = 0;
  }

  /** The total derivative with respect to the state. */
  void stateDelta(int t, Tensor delta) {
    layer.profile.at(t + 1).deltaSquares = kernels.squares(delta, layer.batch);
  }
}
