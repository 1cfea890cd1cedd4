package org.gradientatlas.spark.session;

import com.esotericsoftware.kryo.serializers.JavaSerializer;

/**
 * Java serialization for types that contain records, which Kryo 4 cannot handle. Types name it with
 * {@code @DefaultSerializer}, so it applies whatever the session's settings.
 */
public final class RecordSerializer extends JavaSerializer {
  /** Called by Kryo, for each type that names this class. */
  public RecordSerializer() {}
}
