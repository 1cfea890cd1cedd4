package org.gradientatlas.table.file;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;

/** Parquet requires a converter even when values are read one by one. */
final class NoConverter extends GroupConverter {
  private final GroupType type;

  NoConverter(GroupType type) {
    this.type = type;
  }

  @Override
  public Converter getConverter(int field) {
    return type.getType(field).isPrimitive()
        ? new PrimitiveConverter() {}
        : new NoConverter(type.getType(field).asGroupType());
  }

  @Override
  public void start() {}

  @Override
  public void end() {}
}
