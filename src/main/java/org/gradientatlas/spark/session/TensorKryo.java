package org.gradientatlas.spark.session;

import com.esotericsoftware.kryo.Kryo;
import org.apache.spark.serializer.KryoRegistrator;
import org.nd4j.kryo.Nd4jSerializer;
import org.nd4j.linalg.cpu.nativecpu.NDArray;

/** Lets Kryo carry ND4J's tensors, whose numbers lie outside the heap. */
public final class TensorKryo implements KryoRegistrator {
  /** Spark makes one in each process, by its name. */
  public TensorKryo() {}

  @Override
  public void registerClasses(Kryo kryo) {
    kryo.register(NDArray.class, new Nd4jSerializer());
  }
}
