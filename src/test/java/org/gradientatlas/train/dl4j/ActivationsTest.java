package org.gradientatlas.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ActivationReference;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.TrialFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the networks compute for phi and phi', Deeplearning4j's own or ours, against the axis. */
class ActivationsTest {
  private static final double[] Z = {-800, -90, -20, -3, -0.1, -1e-9, 0, 1e-9, 0.1, 3, 20, 90, 800};

  @ParameterizedTest
  @EnumSource
  void valuesAndDerivativesInFloat64(Activation activation) {
    agrees(activation, DataType.DOUBLE, 1e-15);
  }

  @ParameterizedTest
  @EnumSource
  void valuesAndDerivativesInFloat32(Activation activation) {
    agrees(activation, DataType.FLOAT, 2e-7);
  }

  /**
   * From -10^4 to 10^4. ND4J's tanh is right to 1e-6 near 0, and its sigmoid is 0 where it should
   * be subnormal.
   */
  @ParameterizedTest
  @EnumSource
  void valuesAndDerivativesAreRightFarOut(Activation activation) {
    List<ActivationReference> points = ActivationReference.of(activation);
    double[] z = points.stream().mapToDouble(ActivationReference::z).toArray();
    INDArray in = Nd4j.createFromArray(new double[][] {z}).castTo(DataType.FLOAT);
    IActivation function = Activations.of(TrialFixture.variant(activation));
    double[] a = Copies.rowMajor(function.getActivation(in.dup(), true));
    double[] slope = Copies.rowMajor(function.backprop(in.dup(), in.dup().assign(1)).getFirst());
    for (int i = 0; i < z.length; i++) {
      double value = points.get(i).value();
      double error = 1e-6 * Math.abs(value) + Float.MIN_NORMAL;
      assertThat(a[i]).as("%s", points.get(i)).isCloseTo(value, offset(error));
      assertThat(slope[i]).as("%s", points.get(i)).matches(points.get(i)::slopeIs);
    }
  }

  /** A function that hid a NaN would make a diverged network look healthy. */
  @ParameterizedTest
  @EnumSource
  void nanStaysNan(Activation activation) {
    IActivation function = Activations.of(TrialFixture.variant(activation));
    INDArray nan = Nd4j.createFromArray(new double[][] {{Double.NaN}});
    assertThat(function.getActivation(nan, true).getDouble(0)).isNaN();
  }

  private static void agrees(Activation activation, DataType type, double tolerance) {
    Variant<Activation> variant = TrialFixture.variant(activation);
    double[] p = variant.array();
    INDArray in = Nd4j.createFromArray(new double[][] {Z}).castTo(type);
    double[] a = Copies.rowMajor(Activations.of(variant).getActivation(in.dup(), true));
    double[] slope =
        Copies.rowMajor(Activations.of(variant).backprop(in.dup(), in.dup().assign(1)).getFirst());
    for (int i = 0; i < Z.length; i++) {
      double z = in.getDouble(i);
      assertThat(a[i])
          .as("%s(%s)", variant, z)
          .isCloseTo(activation.value(z, p), within(activation.value(z, p), tolerance));
      assertThat(slope[i])
          .as("%s'(%s)", variant, z)
          .isCloseTo(activation.derivative(z, p), within(activation.derivative(z, p), tolerance));
    }
  }

  private static org.assertj.core.data.Offset<Double> within(double value, double tolerance) {
    return offset(tolerance * Math.max(1, Math.abs(value)));
  }
}
