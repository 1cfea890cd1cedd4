package org.gradientatlas.train.dl4j.own.keras;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Weights as they stand in a Keras file.
 *
 * @param numbers the last dimension fastest; all finite
 */
@SuppressWarnings("ArrayRecordComponent")
public record KerasArray(int[] shape, double[] numbers) {

  /** As ND4J has it, in float64. */
  public INDArray array() {
    long[] sizes = Arrays.stream(shape).asLongStream().toArray();
    return Nd4j.create(numbers, sizes, 'c').castTo(DataType.DOUBLE);
  }
}
