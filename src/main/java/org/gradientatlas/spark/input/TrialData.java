package org.gradientatlas.spark.input;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.IdxFile;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.Preparation;
import org.gradientatlas.data.Split;
import org.gradientatlas.spark.session.RecordSerializer;
import org.gradientatlas.study.RandomStreams.Purpose;
import org.gradientatlas.study.Trial;
import org.gradientatlas.theory.Prediction;

/**
 * The data of all trials of a study. The driver reads files once and broadcasts them; synthetic
 * data is generated on the executors.
 */
public final class TrialData implements Serializable {
  private static final long serialVersionUID = 1;

  private final Broadcast<Shared> shared;

  private TrialData(Broadcast<Shared> shared) {
    this.shared = shared;
  }

  /**
   * Reads and checks the files of a study.
   *
   * @throws InvalidDataException naming every problem of every file
   */
  public static TrialData load(SparkSession spark, Set<DataSpec.Stored> specs) {
    Map<DataSpec.Stored, Dataset> files = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (DataSpec.Stored spec : specs) {
      try {
        files.computeIfAbsent(spec.file(), file -> read(spark, file));
        Preparation.check(files.get(spec.file()).size(), spec);
      } catch (InvalidDataException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidDataException(problems.stream().distinct().toList());
    }
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return new TrialData(context.broadcast(new Shared(Map.copyOf(files))));
  }

  /**
   * A trial's training and validation data, which depend only on its data section, the study's seed
   * and the replicate. Called on executors.
   *
   * @throws InvalidDataException if there are too few examples to split
   */
  public Split of(Trial trial) {
    return shared.value().split(trial);
  }

  /** Theory's prediction for a trial on its data. Called on executors. */
  Prediction theory(Trial trial, Dataset training) {
    return shared.value().predictions.of(trial, training);
  }

  private static Dataset read(SparkSession spark, DataSpec.Stored file) {
    if (file instanceof DataSpec.Table table) {
      return TableReader.read(spark, table);
    }
    var idx = (DataSpec.Idx) file;
    return IdxFile.dataset(idx(spark, idx.images()), idx(spark, idx.labels()));
  }

  private static IdxFile idx(SparkSession spark, String name) {
    var path = new Path(name);
    try (var in = path.getFileSystem(spark.sessionState().newHadoopConf()).open(path)) {
      return IdxFile.read(name, in);
    } catch (FileNotFoundException e) {
      throw new InvalidDataException(name + " does not exist");
    } catch (IOException e) {
      throw new InvalidDataException(name + " cannot be read: " + e.getMessage());
    }
  }

  /**
   * Caches shared by the tasks of one JVM. Spark keeps one copy of a broadcast per JVM, so the
   * caches live as long as the study's data and need no static field.
   */
  @DefaultSerializer(RecordSerializer.class)
  static final class Shared implements Serializable {
    private static final long serialVersionUID = 1;

    /** Share of the heap. Running tasks may hold further splits beyond it. */
    private static final double CACHE_SHARE = 0.125;

    private final Map<DataSpec.Stored, Dataset> files;
    private final transient SplitCache splits =
        new SplitCache((long) (CACHE_SHARE * Runtime.getRuntime().maxMemory()));
    private final transient Predictions predictions = new Predictions();

    Shared(Map<DataSpec.Stored, Dataset> files) {
      this.files = files;
    }

    Split split(Trial trial) {
      var key =
          new SplitCache.Key(trial.data(), trial.identity().seed(), trial.identity().replicate());
      return splits.get(key, () -> make(trial));
    }

    private Split make(Trial trial) {
      UniformRandomProvider random = trial.streams().stream(Purpose.DATA, 0);
      if (trial.data() instanceof DataSpec.Synthetic synthetic) {
        return Preparation.split(synthetic, random);
      }
      var stored = (DataSpec.Stored) trial.data();
      Dataset raw = Objects.requireNonNull(files.get(stored.file()), () -> stored + " not loaded");
      return Preparation.split(raw, stored, random);
    }

    /** Restores the transient fields. */
    private Object readResolve() {
      return new Shared(files);
    }
  }
}
