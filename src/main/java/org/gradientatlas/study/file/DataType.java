package org.gradientatlas.study.file;

import static org.gradientatlas.study.file.DataKeys.columns;
import static org.gradientatlas.study.file.DataKeys.prepared;
import static org.gradientatlas.study.file.DataKeys.sequences;
import static org.gradientatlas.study.file.DataKeys.whiteInputs;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.gradientatlas.axis.Choice;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.study.value.ValueType;

/** A type of data: its keys, and the {@link DataSpec} built from them. */
@SuppressWarnings("ImmutableEnumChecker") // maps that nobody changes, and references to methods
enum DataType implements Choice {
  GAUSSIAN_PROTOTYPES(
      "gaussian-prototypes",
      prepared("classes", "features", "examples", "noise"),
      DataSpecs::gaussianPrototypes),
  SPIRALS("spirals", prepared("classes", "examples", "turns", "noise"), DataSpecs::spirals),
  TEACHER(
      "teacher",
      prepared("features", "outputs", "examples", "depth", "width", "classification"),
      DataSpecs::teacher),
  LINEAR_TEACHER("linear-teacher", whiteInputs(), DataSpecs::linearTeacher),
  SEQUENCE(
      "sequence", sequences(1, "features", "classes", "examples", "variance"), DataSpecs::sequence),
  ADDING("adding", sequences(2, "examples"), DataSpecs::adding),
  COPYING("copying", sequences(3, "examples", "symbols", "length"), DataSpecs::copying),
  IMAGES(
      "images",
      prepared("classes", "height", "width", "channels", "examples", "noise"),
      DataSpecs::images),
  IDX("idx", prepared("images", "labels", "as"), DataSpecs::idx),
  CSV("csv", columns(), DataSpecs::csv),
  LIBSVM(
      "libsvm", prepared("path", "classification", DataKeys.STANDARDIZE_TARGET), DataSpecs::libsvm),
  PARQUET("parquet", columns(), DataSpecs::parquet);

  /** Required keys; their defaults are empty. */
  static final List<String> REQUIRED = List.of("path", "images", "labels");

  private final String label;
  private final Map<String, ValueType<?>> keys;
  private final Function<DataSettings, DataSpec> spec;

  DataType(String label, Map<String, ValueType<?>> keys, Function<DataSettings, DataSpec> spec) {
    this.label = label;
    this.keys = keys;
    this.spec = spec;
  }

  /** Builds the specification from the keys. */
  DataSpec spec(DataSettings settings) {
    return spec.apply(settings);
  }

  /** All keys, with what each may be. */
  Map<String, ValueType<?>> keys() {
    return Map.copyOf(keys);
  }

  /** The class of every single-valued key of any type, and of the type itself. */
  static SortedMap<String, Class<?>> columnTypes() {
    var types = new TreeMap<String, Class<?>>();
    types.put("type", String.class);
    for (DataType type : values()) {
      type.keys.forEach(
          (key, kind) -> {
            if (!kind.takesList()) {
              boolean named = Choice.class.isAssignableFrom(kind.type());
              types.put(key, named ? String.class : kind.type());
            }
          });
    }
    return types;
  }

  @Override
  public String label() {
    return label;
  }
}
