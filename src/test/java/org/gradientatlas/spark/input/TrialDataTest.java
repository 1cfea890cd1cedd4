package org.gradientatlas.spark.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.KryoSerializer;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.DataSpec.Format;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Drawn;
import org.gradientatlas.data.ImageView;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.Preparation;
import org.gradientatlas.data.RawData;
import org.gradientatlas.data.Split;
import org.gradientatlas.data.Synthesis;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.study.RandomStreams;
import org.gradientatlas.study.RandomStreams.Purpose;
import org.gradientatlas.study.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

class TrialDataTest {
  private static final DataSpec.GaussianPrototypes PROTOTYPES =
      new DataSpec.GaussianPrototypes(3, 4, 60, 0.5, 0.25, true);

  private static final org.apache.hadoop.fs.Path OUT =
      new org.apache.hadoop.fs.Path("file:/nowhere/out");

  @TempDir Path folder;

  private static Trial trial(DataSpec data, int replicate, int depth) {
    return new Trial(
        new Trial.Identity("id", "study", 42, replicate),
        new Trial.Network(
            depth,
            8,
            Variant.of(Initializer.HE_NORMAL),
            Variant.of(Activation.RELU),
            Normalization.NONE,
            Variant.of(Residual.NONE),
            true),
        new Trial.Descent(
            Variant.of(ClipRule.NONE),
            0.1,
            Variant.of(Optimizer.SGD),
            16,
            Loss.SOFTMAX_CROSS_ENTROPY),
        data,
        new Trial.Training(
            10,
            EngineKind.ND4J,
            Precision.FLOAT32,
            new RecordSchedule.Log(),
            0,
            Double.POSITIVE_INFINITY));
  }

  private DataSpec.Table csv(String text, double validation) throws IOException {
    Path file = folder.resolve("points.csv");
    Files.writeString(file, text);
    return new DataSpec.Table(
        Format.CSV, file.toString(), List.of(), "class", true, validation, false);
  }

  private TrialData load(DataSpec.Stored... specs) {
    return new DataLoader(SparkForTests.session(), OUT)
        .load(Arrays.stream(specs).collect(Collectors.toMap(s -> s, s -> 1)), 42, 2);
  }

  @Test
  void syntheticDataIsAMatterOfSeedReplicateAndSpec() {
    Split split = load().of(trial(PROTOTYPES, 1, 2));
    Split longhand =
        Preparation.split(PROTOTYPES, new RandomStreams(42, 1).stream(Purpose.DATA, 0));
    assertThat(split.training().features()).isEqualTo(longhand.training().features());
    assertThat(Drawn.targets(split.validation().targets()))
        .isEqualTo(Drawn.targets(longhand.validation().targets()));
  }

  @Test
  void cellsOfAReplicateShareOneSplitAndReplicatesDiffer() {
    TrialData data = load();
    Split split = data.of(trial(PROTOTYPES, 0, 2));
    assertThat(data.of(trial(PROTOTYPES, 0, 30))).isSameAs(split);
    assertThat(data.of(trial(PROTOTYPES, 1, 2)).training().features())
        .isNotEqualTo(split.training().features());
  }

  @Test
  void oneFileServesSpecsThatPrepareItDifferently() throws IOException {
    DataSpec.Table none = csv("x,class\n1,0\n2,1\n3,0\n4,1\n", 0);
    DataSpec.Table half = csv("x,class\n1,0\n2,1\n3,0\n4,1\n", 0.5);
    TrialData data = load(none, half);
    assertThat(data.of(trial(none, 0, 2)).training().size()).isEqualTo(4);
    assertThat(data.of(trial(half, 0, 2)).training().size()).isEqualTo(2);
  }

  @Test
  void tasksOfAJvmShareOneSplit() throws IOException {
    DataSpec.Table table = csv("x,class\n1,0\n2,1\n3,0\n4,1\n", 0.25);
    TrialData data = load(table);
    Trial trial = trial(table, 0, 2);
    var context = JavaSparkContext.fromSparkContext(SparkForTests.session().sparkContext());
    List<Integer> identities =
        context
            .parallelize(List.of(1, 2, 3, 4, 5, 6, 7, 8), 8)
            .map(i -> System.identityHashCode(data.of(trial)))
            .distinct()
            .collect();
    assertThat(identities).hasSize(1);
  }

  @Test
  void readsIdxFilesAndReportsTheProblemsOfAllFilesAtOnce() throws IOException {
    Path images =
        Files.write(
            folder.resolve("images"), new byte[] {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 1, 7, 9});
    Path labels = Files.write(folder.resolve("labels"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 1, 0});
    var idx = new DataSpec.Idx(images.toString(), labels.toString(), 0, false);
    assertThat(load(idx).of(trial(idx, 0, 1)).training().features())
        .containsExactlyInAnyOrder(7, 9);

    var missing = new DataSpec.Idx(folder.resolve("none").toString(), labels.toString(), 0, false);
    DataSpec.Table bad = csv("x,class\n1,0\nabc,1\n", 0);
    var greedy = new DataSpec.Idx(images.toString(), labels.toString(), 0.9, false);
    assertThatThrownBy(() -> load(missing, bad, greedy))
        .isInstanceOfSatisfying(
            InvalidDataException.class,
            e ->
                assertThat(e.problems())
                    .containsExactlyInAnyOrder(
                        folder.resolve("none") + " does not exist",
                        folder.resolve("points.csv")
                            + ", line 3, column 'x': 'abc' is not a number",
                        images
                            + ": 2 examples are too few for data.validation-fraction = 0.9: at"
                            + " least one must be left to train on"));
  }

  @Test
  void oneFileOfImagesServesAllViewsOfThem() throws IOException {
    byte[] head = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3};
    byte[] file = Arrays.copyOf(head, head.length + 12);
    for (int i = 0; i < 12; i++) {
      file[head.length + i] = (byte) i;
    }
    String images = Files.write(folder.resolve("images"), file).toString();
    byte[] classes = {0, 0, 8, 1, 0, 0, 0, 2, 1, 0};
    String labels = Files.write(folder.resolve("labels"), classes).toString();
    var flat = new DataSpec.Idx(images, labels, 0, false);
    var rows = new DataSpec.Idx(images, labels, ImageView.ROWS, 0, false);
    var image = new DataSpec.Idx(images, labels, ImageView.IMAGE, 0, false);
    TrialData data = load(flat, rows, image);
    assertThat(data.digests()).hasSize(1);
    assertThat(training(data, flat).shape()).isEqualTo(new InputShape.Flat(6));
    assertThat(training(data, rows).shape()).isEqualTo(new InputShape.Sequence(2, 3));
    assertThat(training(data, image).shape()).isEqualTo(new InputShape.Image(2, 3, 1));
    assertThat(training(data, rows).features()).isEqualTo(training(data, flat).features());
  }

  private Dataset training(TrialData data, DataSpec spec) {
    return data.of(trial(spec, 0, 2)).training();
  }

  @Test
  void seriesThatAreNoWholeInstantsAreRefused() throws IOException {
    DataSpec.Table one = csv("a,b,c,class\n1,2,3,0\n4,5,6,1\n", 0);
    DataSpec.Table two = series(one, 2);
    DataSpec.Table three = series(one, 3);
    assertThat(training(load(three), three).shape()).isEqualTo(new InputShape.Sequence(3, 1));
    assertThatThrownBy(() -> load(one, two, three))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            one.path() + " has 3 features in each row, which data.time-steps = 2 does not divide");
  }

  private static DataSpec.Table series(DataSpec.Table table, int timeSteps) {
    return new DataSpec.Table(
        table.format(),
        table.path(),
        table.featureColumns(),
        table.ignoredColumns(),
        table.labelColumn(),
        table.classification(),
        table.missing(),
        timeSteps,
        table.validationFraction(),
        table.standardize(),
        table.standardizeTarget());
  }

  @Test
  void broadcastIsNotLeftToKryo() {
    var spec = new DataSpec.Spirals(2, 8, 1, 0, 0, false);
    DataSpec.Table table =
        new DataSpec.Table(Format.CSV, "points.csv", List.of(), "class", true, 0, false);
    RawData points = Synthesis.draw(spec, new RandomStreams(1, 0).stream(Purpose.DATA, 0));
    var kryo = new KryoSerializer(new SparkConf()).newInstance();
    ClassTag<TrialData.Shared> tag = ClassTag$.MODULE$.apply(TrialData.Shared.class);
    TrialData.Shared copy =
        kryo.deserialize(
            kryo.serialize(new TrialData.Shared(Map.of(table, points), Map.of()), tag), tag);
    assertThat(copy.split(trial(table, 0, 2)).training().features())
        .containsExactlyInAnyOrder(Drawn.features(points));
  }
}
