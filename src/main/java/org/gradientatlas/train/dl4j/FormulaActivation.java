package org.gradientatlas.train.dl4j;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Any {@link Activation} from its formulas, entry by entry, in double precision. */
final class FormulaActivation extends BaseActivationFunction {
  private static final long serialVersionUID = 1;

  private final Activation function;
  private final double[] parameters;

  FormulaActivation(Variant<Activation> activation) {
    this.function = activation.type();
    this.parameters = activation.array();
  }

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    double[] z = Copies.rowMajor(in);
    for (int i = 0; i < z.length; i++) {
      z[i] = function.value(z[i], parameters);
    }
    Copies.assign(in, z);
    return in;
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    double[] z = Copies.rowMajor(in);
    double[] delta = Copies.rowMajor(epsilon);
    for (int i = 0; i < z.length; i++) {
      delta[i] *= function.derivative(z[i], parameters);
    }
    Copies.assign(in, delta);
    return new Pair<>(in, null);
  }
}
