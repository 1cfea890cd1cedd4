package org.gradientatlas.spark.input;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.ImageSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.Preparation;
import org.gradientatlas.data.RawData;
import org.gradientatlas.data.Split;
import org.gradientatlas.data.TeacherSpec;
import org.gradientatlas.data.file.Heap;
import org.gradientatlas.spark.session.RecordSerializer;
import org.gradientatlas.study.RandomStreams.Purpose;
import org.gradientatlas.study.Trial;
import org.gradientatlas.theory.Prediction;
import org.gradientatlas.train.ModelFile;

/**
 * The data of all trials of a study. Files are read once, by the driver, and broadcast; synthetic
 * data is generated on the executors.
 */
public final class TrialData implements Serializable {
  private static final long serialVersionUID = 1;

  private final Broadcast<Shared> shared;

  @SuppressWarnings("serial")
  private final List<String> notes;

  @SuppressWarnings("serial")
  private final Map<String, String> digests;

  @SuppressWarnings("serial")
  private final Map<String, List<String>> classes;

  private TrialData(
      Broadcast<Shared> shared,
      List<String> notes,
      Map<String, String> digests,
      Map<String, List<String>> classes) {
    this.shared = shared;
    this.notes = List.copyOf(notes);
    this.digests = Map.copyOf(digests);
    this.classes = Map.copyOf(classes);
  }

  /**
   * Shares what was read.
   *
   * @param files what each file holds
   * @param models the users' networks, by their files
   * @param notes what is odd about the data, though it can be learned from; one sentence each
   * @param digests of the numbers of each data set, by its name
   * @param classes the labels of each data set that has classes, by its name
   */
  static TrialData of(
      JavaSparkContext context,
      Map<DataSpec.Stored, RawData> files,
      Map<String, ModelFile> models,
      List<String> notes,
      Map<String, String> digests,
      Map<String, List<String>> classes) {
    var shared = new Shared(Map.copyOf(files), Map.copyOf(models));
    return new TrialData(context.broadcast(shared), notes, digests, classes);
  }

  /** What is odd about the data, though it can be learned from; one sentence each. */
  public List<String> notes() {
    return notes;
  }

  /** A digest of the numbers of each data set, by its name. */
  public Map<String, String> digests() {
    return digests;
  }

  /** The label of each class, for each data set that has classes, by its name. */
  public Map<String, List<String>> classes() {
    return classes;
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

  /** The users' networks, by their files. Called on executors. */
  public Map<String, ModelFile> models() {
    return shared.value().models;
  }

  /** How many examples a trial is validated on; -1 if its data was not read. */
  int validationExamples(Trial trial) {
    int examples = -1;
    if (trial.data() instanceof DataSpec.Synthetic drawn) {
      examples = drawn.examples();
    } else if (trial.data() instanceof DataSpec.Stored stored) {
      RawData read = shared.value().files.get(stored);
      examples = read == null ? -1 : read.size();
    }
    try {
      return examples < 0 ? -1 : Preparation.held(examples, trial.data().validationFraction());
    } catch (InvalidDataException e) {
      return -1; // its trials have failed
    }
  }

  /** Theory's prediction for a trial on its data. Called on executors. */
  Prediction theory(Trial trial, Dataset training) {
    return shared.value().predictions.of(trial, training);
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

    private final Map<DataSpec.Stored, RawData> files;
    private final Map<String, ModelFile> models;
    private final transient SplitCache splits =
        new SplitCache((long) (CACHE_SHARE * Runtime.getRuntime().maxMemory()));
    private final transient Predictions predictions = new Predictions();

    Shared(Map<DataSpec.Stored, RawData> files, Map<String, ModelFile> models) {
      this.files = files;
      this.models = models;
    }

    Split split(Trial trial) {
      var key =
          new SplitCache.Key(trial.data(), trial.identity().seed(), trial.identity().replicate());
      return splits.get(key, () -> make(trial));
    }

    private Split make(Trial trial) {
      UniformRandomProvider random = trial.streams().stream(Purpose.DATA, 0);
      if (trial.data() instanceof DataSpec.Synthetic synthetic) {
        // Drawn, then copied in another order.
        requireRoom(
            2L * synthetic.examples() * (synthetic.shape().size() + targetNumbers(synthetic))
                + parameters(synthetic));
        return Preparation.split(synthetic, random);
      }
      var stored = (DataSpec.Stored) trial.data();
      RawData raw = Objects.requireNonNull(files.get(stored.file()), () -> stored + " not loaded");
      requireRoom(raw.features().length() + 2L * raw.size());
      return Preparation.split(raw, stored, random);
    }

    /** How many floats the targets of an example are as large as: a class is an int. */
    private static long targetNumbers(DataSpec.Synthetic spec) {
      // A teacher's classes are first its answers, in doubles.
      boolean classes = spec.classification() && !(spec instanceof TeacherSpec);
      return classes ? spec.steps() : 2L * spec.outputs();
    }

    /** How many floats the prototypes or the teacher's weights are as large as. */
    private static long parameters(DataSpec.Synthetic spec) {
      if (spec instanceof DataSpec.GaussianPrototypes prototypes) {
        return 4L * prototypes.classes() * prototypes.features(); // a stream of doubles, and a copy
      }
      if (spec instanceof ImageSpec images) {
        return 2L * images.classes() * images.shape().size();
      }
      if (spec instanceof TeacherSpec teacher) {
        long between = Math.max(0, teacher.depth() - 1L) * teacher.width() * teacher.width();
        long ends = teacher.depth() == 0 ? 0 : (long) teacher.width() * teacher.outputs();
        long first =
            (long) teacher.features()
                * (teacher.depth() == 0 ? teacher.outputs() : teacher.width());
        return 2 * (first + between + ends);
      }
      return 0;
    }

    private static void requireRoom(long numbers) {
      boolean local = SparkEnv.get() == null || "driver".equals(SparkEnv.get().executorId());
      String what = "the data of a trial";
      (local ? Heap.ofDriver(what) : Heap.ofExecutor(what)).require(Float.BYTES * numbers);
    }

    /** Restores the transient fields. */
    private Object readResolve() {
      return new Shared(files, models);
    }
  }
}
