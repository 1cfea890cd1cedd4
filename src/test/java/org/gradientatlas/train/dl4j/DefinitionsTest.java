package org.gradientatlas.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Variant;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Our losses and optimizers against Deeplearning4j's, where it has them. */
class DefinitionsTest {
  private static final double[] Z = {0.3, -1.2, 2.5};
  private static final double[] Y = {0, 1, 0};

  @Test
  void mseIsThatOfDl4j() {
    agrees(Loss.MSE, new LossMSE(), new ActivationIdentity());
  }

  @Test
  void softmaxCrossEntropyIsThatOfDl4j() {
    agrees(Loss.SOFTMAX_CROSS_ENTROPY, new LossMCXENT(), new ActivationSoftmax());
  }

  /** Why the engine does not use Deeplearning4j's: it takes ln of no less than 1e-10. */
  @Test
  void largeCrossEntropyIsNotCutOff() {
    double[] z = {0, 100};
    double[] y = {1, 0};
    assertThat(Loss.SOFTMAX_CROSS_ENTROPY.loss(z, y, new double[2])).isEqualTo(100);
    assertThat(new LossMCXENT().computeScore(row(y), row(z), new ActivationSoftmax(), null, false))
        .isCloseTo(-Math.log(1e-10), offset(1e-3));
  }

  @Test
  void sgdIsThatOfDl4j() {
    agrees(Variant.of(Optimizer.SGD), new Sgd(0.05));
  }

  @Test
  void adamIsThatOfDl4j() {
    agrees(Variant.of(Optimizer.ADAM), new Adam(0.05, 0.9, 0.999, 1e-8));
  }

  private static void agrees(Loss loss, ILossFunction theirs, IActivation activation) {
    double[] delta = new double[Z.length];
    assertThat(loss.loss(Z, Y, delta))
        .isCloseTo(theirs.computeScore(row(Y), row(Z), activation, null, false), offset(1e-12));
    assertThat(Copies.rowMajor(theirs.computeGradient(row(Y), row(Z), activation, null)))
        .containsExactly(delta, offset(1e-12));
  }

  private static void agrees(Variant<Optimizer> optimizer, IUpdater theirs) {
    int size = 4;
    var ours = new ReferenceOptimizer(optimizer, 0.05, size);
    int state = (int) theirs.stateSize(size);
    var updater =
        theirs.instantiate(state == 0 ? null : Nd4j.zeros(DataType.DOUBLE, 1, state), true);
    for (int step = 0; step < 10; step++) {
      double[] g = {Math.sin(step), -3, 1e-6 * step, 0};
      INDArray update = row(g);
      updater.applyUpdater(update, step, 0);
      assertThat(ours.update(g, step + 1))
          .as("step %d", step)
          .containsExactly(Copies.rowMajor(update), offset(1e-12));
    }
  }

  private static INDArray row(double[] values) {
    return Nd4j.createFromArray(new double[][] {Arrays.copyOf(values, values.length)});
  }
}
