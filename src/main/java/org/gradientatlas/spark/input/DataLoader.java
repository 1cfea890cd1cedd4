package org.gradientatlas.spark.input;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.RawData;
import org.gradientatlas.data.file.StoredData;
import org.gradientatlas.train.ModelFile;

/** Reads and checks the files of a study on the driver, before anything is trained. */
public final class DataLoader {
  private final SparkSession spark;
  private final StoredDataReader files;

  /**
   * @param output where the study's tables go
   */
  public DataLoader(SparkSession spark, Path output) {
    var hadoop = spark.sessionState().newHadoopConf();
    this.spark = spark;
    this.files = new StoredDataReader(() -> spark, hadoop, spark.sparkContext().getConf(), output);
  }

  /**
   * Reads each file once, and gives it to the executors.
   *
   * @param batches the largest batch that is drawn from each
   * @param seed of the study
   * @param replicates how often the data is split
   * @throws InvalidDataException naming every problem of every file
   */
  public TrialData load(Map<DataSpec.Stored, Integer> batches, long seed, int replicates) {
    return load(batches, Set.of(), seed, replicates);
  }

  /**
   * Reads each file of data and each model once, and gives them to the executors.
   *
   * @param batches the largest batch that is drawn from each data set
   * @param models what trials ask of the users' networks
   * @param seed of the study
   * @param replicates how often the data is split
   * @throws InvalidDataException naming every problem of every file
   */
  public TrialData load(
      Map<DataSpec.Stored, Integer> batches, Set<ModelNeed> models, long seed, int replicates) {
    CheckedData read = CheckedData.of(files, batches, seed, replicates);
    CheckedModels networks = CheckedModels.of(files, models, read.files());
    List<String> problems =
        Stream.concat(read.problems().stream(), networks.problems().stream()).toList();
    if (!problems.isEmpty()) {
      throw new InvalidDataException(problems);
    }
    return share(read, networks.files());
  }

  private TrialData share(CheckedData read, Map<String, ModelFile> models) {
    Map<DataSpec.Stored, RawData> raw = new HashMap<>();
    var digests = new TreeMap<String, String>();
    var classes = new TreeMap<String, List<String>>();
    read.files()
        .forEach(
            (file, data) -> {
              raw.put(file, data.raw());
              digests.put(CheckedData.name(file), data.raw().digest());
              if (!data.classes().isEmpty()) {
                classes.put(CheckedData.name(file), data.classes());
              }
            });
    models.forEach((path, model) -> digests.put(path, model.digest()));
    return TrialData.of(
        JavaSparkContext.fromSparkContext(spark.sparkContext()),
        raw,
        models,
        read.notes(),
        digests,
        classes);
  }

  /** One data set. */
  StoredData read(DataSpec.Stored file) {
    return files.read(file);
  }
}
