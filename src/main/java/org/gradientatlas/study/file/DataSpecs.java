package org.gradientatlas.study.file;

import static org.gradientatlas.study.file.DataKeys.FRACTION;
import static org.gradientatlas.study.file.DataKeys.STANDARDIZE;
import static org.gradientatlas.study.file.DataKeys.STANDARDIZE_TARGET;
import static org.gradientatlas.study.file.DataKeys.TIME_STEPS;

import java.util.List;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.DataSpec.Format;
import org.gradientatlas.data.ImageSpec;
import org.gradientatlas.data.LinearTeacherSpec;
import org.gradientatlas.data.Missing;
import org.gradientatlas.data.SequenceSpec;
import org.gradientatlas.data.TeacherSpec;

/** Builds specifications of data from the keys of their types. */
final class DataSpecs {
  private DataSpecs() {}

  static DataSpec gaussianPrototypes(DataSettings s) {
    return new DataSpec.GaussianPrototypes(
        s.whole("classes"),
        s.whole("features"),
        s.whole("examples"),
        s.real("noise"),
        s.real(FRACTION),
        s.flag(STANDARDIZE));
  }

  static DataSpec spirals(DataSettings s) {
    return new DataSpec.Spirals(
        s.whole("classes"),
        s.whole("examples"),
        s.real("turns"),
        s.real("noise"),
        s.real(FRACTION),
        s.flag(STANDARDIZE));
  }

  static DataSpec teacher(DataSettings s) {
    return new TeacherSpec(
        s.whole("features"),
        s.whole("outputs"),
        s.whole("examples"),
        s.whole("depth"),
        s.whole("width"),
        s.flag("classification"),
        s.real(FRACTION),
        s.flag(STANDARDIZE));
  }

  static DataSpec linearTeacher(DataSettings s) {
    return new LinearTeacherSpec(s.whole("features"), s.real("strongest"), s.real("weakest"));
  }

  static DataSpec sequence(DataSettings s) {
    return new SequenceSpec.Noise(
        s.whole("features"),
        s.whole("classes"),
        s.whole("examples"),
        s.whole(TIME_STEPS),
        s.real("variance"),
        s.real(FRACTION),
        s.flag(STANDARDIZE));
  }

  static DataSpec adding(DataSettings s) {
    return new SequenceSpec.Adding(
        s.whole("examples"), s.whole(TIME_STEPS), s.real(FRACTION), s.flag(STANDARDIZE));
  }

  static DataSpec copying(DataSettings s) {
    return new SequenceSpec.Copying(
        s.whole("examples"),
        s.whole(TIME_STEPS),
        s.whole("symbols"),
        s.whole("length"),
        s.real(FRACTION),
        s.flag(STANDARDIZE));
  }

  static DataSpec images(DataSettings s) {
    return new ImageSpec(
        s.whole("classes"),
        s.whole("height"),
        s.whole("width"),
        s.whole("channels"),
        s.whole("examples"),
        s.real("noise"),
        s.real(FRACTION),
        s.flag(STANDARDIZE));
  }

  static DataSpec idx(DataSettings s) {
    return new DataSpec.Idx(
        s.path("images"), s.path("labels"), s.view("as"), s.real(FRACTION), s.flag(STANDARDIZE));
  }

  static DataSpec csv(DataSettings s) {
    return columns(Format.CSV, s);
  }

  static DataSpec parquet(DataSettings s) {
    return columns(Format.PARQUET, s);
  }

  static DataSpec libsvm(DataSettings s) {
    return new DataSpec.Table(
        Format.LIBSVM,
        s.path("path"),
        List.of(),
        List.of(),
        "label",
        s.flag("classification"),
        Missing.REFUSE,
        1,
        s.real(FRACTION),
        s.flag(STANDARDIZE),
        s.flag(STANDARDIZE_TARGET));
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
        s.whole(TIME_STEPS),
        s.real(FRACTION),
        s.flag(STANDARDIZE),
        s.flag(STANDARDIZE_TARGET));
  }
}
