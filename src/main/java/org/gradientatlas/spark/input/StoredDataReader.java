package org.gradientatlas.spark.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.axis.architecture.OwnModel;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.file.CsvTable;
import org.gradientatlas.data.file.IdxFile;
import org.gradientatlas.data.file.LibsvmTable;
import org.gradientatlas.data.file.StoredData;
import org.gradientatlas.data.file.TableReader;
import org.gradientatlas.spark.session.MemoryMessage;
import org.gradientatlas.spark.session.SparkCall;
import org.gradientatlas.storage.AccessFailure;
import org.gradientatlas.storage.Location;
import org.gradientatlas.storage.LocationException;
import org.gradientatlas.train.ModelFile;
import org.gradientatlas.train.dl4j.own.ModelReader;
import org.jspecify.annotations.Nullable;

/** Reads the files of a data set. Only Parquet needs Spark. */
final class StoredDataReader {
  private final Supplier<SparkSession> spark;
  private final DataFiles files;

  /**
   * @param spark asked for where Parquet is read
   * @param output where the study's tables go; null if it writes none
   */
  StoredDataReader(
      Supplier<SparkSession> spark, Configuration hadoop, SparkConf conf, @Nullable Path output) {
    this.spark = spark;
    this.files =
        new DataFiles(
            new TrustedFileSystems(hadoop, conf, output == null ? null : output.toUri()),
            hadoop,
            output);
  }

  /**
   * Looks whether something is at each path.
   *
   * @return a sentence for each path that leads nowhere
   */
  List<String> misplaced(DataSpec.Stored file) {
    var problems = new ArrayList<String>();
    for (String path : paths(file)) {
      try {
        files.at(path);
      } catch (LocationException e) {
        problems.add(e.getMessage());
      }
    }
    return problems;
  }

  /** Size and time of each file, or that it cannot be looked at. */
  List<String> stamps(DataSpec.Stored file) {
    var stamps = new ArrayList<String>();
    for (String path : paths(file)) {
      try {
        for (Location one : files.below(path)) {
          FileStatus status = one.status();
          stamps.add(
              "%s %d %d".formatted(one.path(), status.getLen(), status.getModificationTime()));
        }
      } catch (LocationException | InvalidDataException | UncheckedIOException e) {
        stamps.add(path + " -");
      }
    }
    return stamps;
  }

  private static List<String> paths(DataSpec.Stored file) {
    return file instanceof DataSpec.Idx idx
        ? List.of(idx.images(), idx.labels())
        : List.of(((DataSpec.Table) file).path());
  }

  /**
   * Looks whether a model's file is there.
   *
   * @return a sentence if it is not
   */
  List<String> misplaced(OwnModel model) {
    try {
      files.at(model.file());
      return List.of();
    } catch (LocationException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /** Size and time of a model's file, or that it cannot be looked at. */
  String stamp(OwnModel model) {
    try {
      FileStatus status = files.at(model.file()).status();
      return "%s %d %d".formatted(model.file(), status.getLen(), status.getModificationTime());
    } catch (LocationException | UncheckedIOException e) {
      return model.file() + " -";
    }
  }

  /** A model of the user's, checked. */
  ModelFile model(OwnModel model) {
    try (InputStream in = files.at(model.file()).open()) {
      return ModelReader.read(model.model(), in);
    } catch (LocationException e) {
      throw new InvalidDataException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new InvalidDataException(model.file() + " cannot be read: " + AccessFailure.reason(e));
    }
  }

  /** Whatever goes wrong with a user's file is one line. */
  StoredData read(DataSpec.Stored file) {
    try {
      return SparkCall.ask(
          () -> file instanceof DataSpec.Idx idx ? idx(idx) : table((DataSpec.Table) file),
          failure -> {
            if (failure instanceof SparkThrowable && !isOfMemory(failure)) {
              throw unreadable(file, failure);
            }
          });
    } catch (LocationException e) {
      throw new InvalidDataException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static boolean isOfMemory(Throwable failure) {
    return Stream.iterate(failure, e -> e != null, Throwable::getCause)
        .anyMatch(e -> MemoryMessage.of(e).isPresent());
  }

  private static InvalidDataException unreadable(DataSpec.Stored file, Exception failure) {
    String path = paths(file).get(0);
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new InvalidDataException(path + " cannot be read: " + AccessFailure.reason(root));
  }

  private StoredData idx(DataSpec.Idx idx) throws IOException {
    var read = new ArrayList<IdxFile>();
    var problems = new ArrayList<String>();
    for (String path : List.of(idx.images(), idx.labels())) {
      try {
        read.add(IdxFile.read(DataFiles.file(files.at(path))));
      } catch (InvalidDataException e) {
        problems.addAll(e.problems());
      } catch (IOException e) {
        problems.add(path + " cannot be read: " + AccessFailure.reason(e));
      } catch (LocationException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidDataException(problems);
    }
    return IdxFile.dataset(read.get(0), read.get(1));
  }

  private StoredData table(DataSpec.Table table) throws IOException {
    List<Location> found = files.below(table.path());
    if (table.format() == DataSpec.Format.PARQUET) {
      return new ParquetTable(spark.get(), table, found).read();
    }
    TableReader text =
        table.format() == DataSpec.Format.CSV ? new CsvTable(table) : new LibsvmTable(table);
    var problems = new ArrayList<String>();
    for (Location file : found) {
      try {
        text.read(DataFiles.file(file));
      } catch (InvalidDataException e) {
        problems.addAll(e.problems());
      } catch (LocationException e) {
        problems.add(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        problems.add(file.text() + " cannot be read: " + AccessFailure.reason(e));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidDataException(problems);
    }
    return text.data();
  }
}
