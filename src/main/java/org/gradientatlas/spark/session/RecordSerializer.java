package org.gradientatlas.spark.session;

import com.esotericsoftware.kryo.serializers.JavaSerializer;

/**
 * Java's serialization, for what holds records: Kryo 4 fails on them. Named by the types themselves
 * with {@code @DefaultSerializer}, it holds in sessions of any settings.
 */
public final class RecordSerializer extends JavaSerializer {
  /** Kryo makes one for each type that names it. */
  public RecordSerializer() {}
}
