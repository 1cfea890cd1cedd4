package org.gradientatlas.study.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gradientatlas.axis.Choice;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.DataSpec.Format;
import org.gradientatlas.data.Missing;

/** A type of data: its keys, and the {@link DataSpec} built from them. */
enum DataType implements Choice {
  GAUSSIAN_PROTOTYPES("gaussian-prototypes") {
    @Override
    Map<String, ValueType<?>> own() {
      return Map.of(
          "classes", ValueType.whole(2),
          "features", ValueType.whole(1),
          "examples", ValueType.whole(2),
          "noise", ValueType.within(0, Double.POSITIVE_INFINITY));
    }

    @Override
    DataSpec spec(DataSettings s) {
      return new DataSpec.GaussianPrototypes(
          s.whole("classes"),
          s.whole("features"),
          s.whole("examples"),
          s.real("noise"),
          s.real(FRACTION),
          s.flag(STANDARDIZE));
    }
  },

  SPIRALS("spirals") {
    @Override
    Map<String, ValueType<?>> own() {
      return Map.of(
          "classes", ValueType.whole(2),
          "examples", ValueType.whole(2),
          "turns", ValueType.above(0),
          "noise", ValueType.within(0, Double.POSITIVE_INFINITY));
    }

    @Override
    DataSpec spec(DataSettings s) {
      return new DataSpec.Spirals(
          s.whole("classes"),
          s.whole("examples"),
          s.real("turns"),
          s.real("noise"),
          s.real(FRACTION),
          s.flag(STANDARDIZE));
    }
  },

  TEACHER("teacher") {
    @Override
    Map<String, ValueType<?>> own() {
      return Map.of(
          "features", ValueType.whole(1),
          "outputs", ValueType.whole(1),
          "examples", ValueType.whole(2),
          "depth", ValueType.whole(0),
          "width", ValueType.whole(1),
          "classification", ValueType.flag());
    }

    @Override
    DataSpec spec(DataSettings s) {
      return new DataSpec.Teacher(
          s.whole("features"),
          s.whole("outputs"),
          s.whole("examples"),
          s.whole("depth"),
          s.whole("width"),
          s.flag("classification"),
          s.real(FRACTION),
          s.flag(STANDARDIZE));
    }
  },

  LINEAR_TEACHER("linear-teacher") {
    @Override
    Map<String, ValueType<?>> own() {
      return Map.of(
          "features", POWER_OF_TWO,
          "strongest", ValueType.above(0),
          "weakest", ValueType.above(0));
    }

    /** No split or standardization: the data set is whitened as a whole. */
    @Override
    Map<String, ValueType<?>> keys() {
      return own();
    }

    @Override
    DataSpec spec(DataSettings s) {
      return new DataSpec.LinearTeacher(
          s.whole("features"), s.real("strongest"), s.real("weakest"));
    }
  },

  IDX("idx") {
    @Override
    Map<String, ValueType<?>> own() {
      return Map.of("images", TEXT, "labels", TEXT);
    }

    @Override
    DataSpec spec(DataSettings s) {
      return new DataSpec.Idx(
          s.path("images"), s.path("labels"), s.real(FRACTION), s.flag(STANDARDIZE));
    }
  },

  CSV("csv") {
    @Override
    Map<String, ValueType<?>> own() {
      return COLUMNS;
    }

    @Override
    DataSpec spec(DataSettings s) {
      return columns(Format.CSV, s);
    }
  },

  LIBSVM("libsvm") {
    @Override
    Map<String, ValueType<?>> own() {
      return Map.of(
          "path", TEXT, "classification", ValueType.flag(), STANDARDIZE_TARGET, ValueType.flag());
    }

    @Override
    DataSpec spec(DataSettings s) {
      return new DataSpec.Table(
          Format.LIBSVM,
          s.path("path"),
          List.of(),
          List.of(),
          "label",
          s.flag("classification"),
          Missing.REFUSE,
          s.real(FRACTION),
          s.flag(STANDARDIZE),
          s.flag(STANDARDIZE_TARGET));
    }
  },

  PARQUET("parquet") {
    @Override
    Map<String, ValueType<?>> own() {
      return COLUMNS;
    }

    @Override
    DataSpec spec(DataSettings s) {
      return columns(Format.PARQUET, s);
    }
  };

  static final String FRACTION = "validation-fraction";
  static final String STANDARDIZE = "standardize";
  static final String STANDARDIZE_TARGET = "standardize-target";

  /** Required keys; their defaults are empty. */
  static final List<String> REQUIRED = List.of("path", "images", "labels");

  private static final ValueType<Integer> POWER_OF_TWO =
      ValueType.numbers(
          Integer.class,
          "a power of two of at most 1024",
          x -> x >= 1 && x <= 1024 && Long.bitCount((long) x) == 1 && x == Math.rint(x),
          x -> (int) x);
  private static final ValueType<String> TEXT = ValueType.text("(?s).*", "text");
  private static final Map<String, ValueType<?>> COLUMNS =
      Map.of(
          "path",
          TEXT,
          "features",
          ValueType.names(),
          "ignore",
          ValueType.names(),
          "label",
          TEXT,
          "classification",
          ValueType.flag(),
          "missing",
          ValueType.named(Missing.class, "way with missing cells"),
          STANDARDIZE_TARGET,
          ValueType.flag());

  private final String label;

  DataType(String label) {
    this.label = label;
  }

  /** The keys specific to this type. */
  abstract Map<String, ValueType<?>> own();

  /** Builds the specification from the keys. */
  abstract DataSpec spec(DataSettings settings);

  /** All keys: the type's own and the common ones. */
  Map<String, ValueType<?>> keys() {
    var keys = new LinkedHashMap<>(own());
    keys.put(FRACTION, ValueType.within(0, 1));
    keys.put(STANDARDIZE, ValueType.flag());
    return keys;
  }

  /** The class of every single-valued key of any type, and of the type itself. */
  static SortedMap<String, Class<?>> columnTypes() {
    var types = new TreeMap<String, Class<?>>();
    types.put("type", String.class);
    for (DataType type : values()) {
      type.keys()
          .forEach(
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

  private static DataSpec columns(Format format, DataSettings s) {
    return new DataSpec.Table(
        format,
        s.path("path"),
        s.names("features"),
        s.names("ignore"),
        s.text("label"),
        s.flag("classification"),
        s.missing("missing"),
        s.real(FRACTION),
        s.flag(STANDARDIZE),
        s.flag(STANDARDIZE_TARGET));
  }
}
