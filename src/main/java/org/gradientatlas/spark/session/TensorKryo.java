package org.gradientatlas.spark.session;

import com.esotericsoftware.kryo.Kryo;
import org.apache.spark.serializer.KryoRegistrator;
import org.nd4j.kryo.Nd4jSerializer;
import org.nd4j.linalg.cpu.nativecpu.NDArray;

/** Lets Kryo serialize ND4J's tensors, whose values are stored off-heap. */
public final class TensorKryo implements KryoRegistrator {
  /** Called by Spark in each process, by reflection. */
  public TensorKryo() {}

  @Override
  public void registerClasses(Kryo kryo) {
    kryo.register(NDArray.class, new Nd4jSerializer());
  }
}
