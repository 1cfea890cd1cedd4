package org.gradientatlas.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Choice;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.study.Studies;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.Trial;
import org.gradientatlas.study.hocon.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrammarTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "depth         | 4                             | 4",
        "depth         | [2, 4, 8]                     | 2 4 8",
        "depth         | \"geom(2,256,x2)\"            | 2 4 8 16 32 64 128 256",
        "depth         | \"geom(2,200,x2)\"            | 2 4 8 16 32 64 128",
        "depth         | \"geom(1, 1000, x10)\"        | 1 10 100 1000",
        "depth         | \"log(1,1000,4)\"             | 1 10 100 1000",
        "depth         | \"lin(1,9,5)\"                | 1 3 5 7 9",
        "depth         | \"1..5\"                      | 1 2 3 4 5",
        "depth         | 1..5                          | 1 2 3 4 5",
        "depth         | [1, \"3..5\", 9]              | 1 3 4 5 9",
        "depth         | [1, 1.0, 1e1]                 | 1 10",
        "width         | 1e2                           | 100",
        "learning-rate | \"log(1e-3,1e-1,5)\" | 0.001 0.00316227766017 0.01 0.0316227766017 0.1",
        "learning-rate | \"lin(0.5,4,8)\"              | 0.5 1 1.5 2 2.5 3 3.5 4",
        "learning-rate | \"geom(0.1,0.8,x2)\"          | 0.1 0.2 0.4 0.8",
        "learning-rate | [1e-9, 0.05]                  | 1e-9 0.05",
        "batch-size    | [32, 64]                      | 32 64",
        "bias          | [true, false]                 | true false",
        "loss          | [mse, softmax-cross-entropy]  | mse softmax-cross-entropy",
        "normalization | [none, batch, layer]          | none batch layer",
        "residual      | [scaled, \"scaled(1)\", { type = scaled, scale = 0.5 }, rezero] | scaled"
            + " scaled(0.5) rezero",
        "optimizer     | [sgd, momentum, adam]         | sgd momentum adam",
        "optimizer     | { type = momentum, momentum = 0.9 } | momentum",
        "optimizer     | { type = adam, beta1 = 0.8 }  | adam(0.8,0.999,1e-8)",
        "architecture  | dense                         | dense",
        "architecture  | [dense, \"recurrent(tanh)\", { type = recurrent, cell = lstm, forget-bias"
            + " = 3 }] | dense recurrent(tanh) recurrent(lstm,forget-bias=3)",
        "architecture  | { type = recurrent, cell = [lstm, gru], forget-bias = [0, 1] }"
            + " | recurrent(lstm) recurrent(lstm,forget-bias=1) recurrent(gru)"
            + " recurrent(gru,forget-bias=1)",
        "architecture  | \"convolution(kernel=3, dimensions=1)\" | convolution(dimensions=1)",
        "architecture  | { type = residual-blocks, norm = pre } | residual-blocks",
        "architecture  | { type = transformer, heads = 4, norm = post }"
            + " | transformer(heads=4,norm=post)",
        "initializer   | { type = normal, sd = 1.0 }   | normal(1)",
        "initializer   | \"normal(1)\"                 | normal(1)",
        "initializer   | { type = normal, sd = [0.5, \"2..3\"] } | normal(0.5) normal(2) normal(3)",
        "initializer   | [{ type = constant, w = -1.5 }, he-normal] | constant(-1.5) he-normal",
        "initializer   | [\"scaled-normal(2)\", \"scaled-normal(2,0)\"]     | scaled-normal(2)",
        "initializer   | { type = scaled-normal, sw2 = [1, 2], sb2 = 0.05 } | scaled-normal(1,0.05)"
            + " scaled-normal(2,0.05)",
        "activation    | [\"leaky-relu(0.01)\", leaky-relu, relu]    | leaky-relu relu",
        "clip          | [none, { type = value, threshold = 0.5 }]   | none value(0.5)",
      })
  void anAxisTakesWhatTheGrammarSays(String key, String value, String expected) {
    assertThat(Studies.axis(key, value)).containsExactly(expected.split(" "));
  }

  @Test
  void adamsCombinationsAreAllMeant() {
    assertThat(
            Studies.axis("optimizer", "{ type = adam, beta1 = [0.8, 0.9], beta2 = [0.9, 0.99] }"))
        .containsExactly(
            "adam(0.8,0.9,1e-8)",
            "adam(0.8,0.99,1e-8)",
            "adam(0.9,0.9,1e-8)",
            "adam(0.9,0.99,1e-8)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "depth         | 0                | 0: must be a whole number of at least 1",
        "depth         | 2.5              | 2.5: must be a whole number of at least 1",
        "depth         | \"8\"            | \"8\": must be a whole number of at least 1, without"
            + " quotes",
        "depth         | \"0..3\"         | 0..3 contains 0: must be a whole number of at least"
            + " 1",
        "depth         | \"9..3\"         | 9..3: must be a range from low to high",
        "depth         | \"log(1,100,4)\" | contains 4.64158883361: must be a whole number",
        "depth         | \"geom(0,8,x2)\" | geom(0,8,x2): must be a range that starts above 0",
        "depth         | \"geom(1,8,2)\"  | geom(1,8,2): must be \"geom(low,high,xFACTOR)\"",
        "depth         | \"geom(1,8,x1)\" | geom(1,8,x1): must be a factor above 1",
        "depth         | \"lin(1,8,1)\"   | lin(1,8,1): must be a whole count of at least 2",
        "depth         | \"1..999999\"    | 1..999999: must be a range of at most 100000 values",
        "depth         | []               | []: must have at least one value",
        "depth         | [[1]]            | [1]: must be a whole number",
        "depth         | null             | null: must be a whole number",
        "learning-rate | 0                | 0: must be a number above 0",
        "learning-rate | -1               | -1: must be a number above 0",
        "batch-size    | 0                | 0: must be a whole number of at least 1",
        "bias          | maybe            | maybe: must be true or false",
        "loss          | mes              | mes: unknown loss; did you mean mse?",
        "initializer   | normal           | normal: must have its parameter sd, a number above 0",
        "initializer   | \"normal(0)\"    | normal.sd = 0.0: must be a number above 0",
        "initializer   | \"normal(1,2)\"  | normal(1,2): normal takes 1 parameter",
        "initializer   | \"scaled-normal()\" | has empty parentheses",
        "initializer   | \"scaled-normal(1,2,3)\" | scaled-normal takes 1 or 2 parameters",
        "initializer   | \"scaled-normal(1,-1)\" | scaled-normal.sb2 = -1.0: must be 0 or a number"
            + " above 0",
        "initializer   | \"normal(x)\"    | normal(x): x is not a number",
        "initializer   | { sd = 1 }       | must say its type, as { type = ... }",
        "initializer   | { type = normal, ds = 1 } | ds: unknown parameter of normal; did you mean"
            + " sd?",
        "initializer   | zebra            | zebra: unknown initializer; known: constant, identity,"
            + " normal,",
        "clip          | value            | value: must have its parameter threshold",
        "residual      | { type = scaled, scale = 0 } | scaled.scale = 0: must be a number above 0",
        "residual      | skip             | skip: unknown residual; known: none, scaled,"
            + " depth-scaled, rezero",
        "normalization | bach             | bach: unknown normalization; did you mean batch?",
        "optimizer     | { type = momentum, momentum = 1 } | momentum.momentum = 1: must be a"
            + " number between 0 and 1",
      })
  void anAxisRefusesWhatTheGrammarDoesNotSay(String key, String value, String expected) {
    assertThat(Studies.problems("\ngrid { " + key + " = " + value + " }"))
        .singleElement()
        .asString()
        .startsWith("grid." + key + " (line 2): ")
        .contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "study.replicates = 0           | study.replicates (line 1): 0: must be a whole number of"
            + " at least 1",
        "study.seed = 1.5               | study.seed (line 1): 1.5: must be a whole number of 64"
            + " bits",
        "study.name = \"a b\"           | study.name (line 1): \"a b\": must be at most 100"
            + " letters",
        "training.steps = -1            | training.steps (line 1): -1: must be a whole number of at"
            + " least 0",
        "training.steps = [1, 2]        | training.steps (line 1): [1,2]: takes one value",
        "training.engine = dl5j         | training.engine (line 1): dl5j: unknown engine; did you"
            + " mean dl4j?",
        "training.precision = float16   | did you mean float",
        "training.record = sometimes    | sometimes: must be log, every, or steps",
        "training.record = [-1]         | training.record (line 1): -1: must be log, every, or"
            + " steps",
        "training.trial-timeout = soon  | training.trial-timeout (line 1): soon: must be a"
            + " duration",
        "training.blas-kernel = hasvell | training.blas-kernel (line 1): hasvell: unknown BLAS"
            + " kernel; did you mean haswell?",
        "training.jacobian-examples = -1 | training.jacobian-examples (line 1): -1: must be a whole"
            + " number of at least 0",
        "grid.training.jacobian-examples = 1 | grid.training.jacobian-examples (line 1): cannot be"
            + " an axis; write it into training",
        "training.blas-kernel = 7       | unknown BLAS kernel; known: auto, prescott, core2",
        "grid.training.blas-kernel = zen | grid.training.blas-kernel (line 1): cannot be an axis",
        "commit.every = 0s              | commit.every (line 1): 0s: must be a duration above"
            + " 0",
        "grid.training.record = log     | grid.training.record (line 1): cannot be an axis",
        "grid.training.stps = 2         | grid.training.stps (line 1): stps: unknown key; did you"
            + " mean steps?",
        "data.type = spiral             | data.type (line 1): spiral: unknown type of data; did you"
            + " mean spirals?",
        "data.turns = 3                 | data.turns (line 1): has no meaning for"
            + " gaussian-prototypes; it has for spirals",
        "data.clases = 3                | data.clases (line 1): clases: unknown key; did you mean"
            + " classes?",
        "data.classes = 1               | data.classes (line 1): 1: must be a whole number of at"
            + " least 2",
        "data.noise = -1                | data.noise (line 1): -1: must be a number of at least 0",
        "data.validation-fraction = 1   | 1: must be a number of at least 0 and below 1",
        "data { type = linear-teacher, features = 12 }, \"grid\" { loss = mse, batch-size = 4 } |"
            + " data.features (line 1): 12: must be a power of two of at most 1024",
        "data { type = linear-teacher, standardize = false }, \"grid\" { loss = mse, batch-size = 4"
            + " } | data.standardize (line 1): has no meaning for linear-teacher; it has for"
            + " gaussian-prototypes",
        "data.type = linear-teacher, grid.batch-size = 16 | grid.loss: softmax-cross-entropy: needs"
            + " classes",
        "data { type = copying, time-steps = 20 }, \"grid\".architecture = \"recurrent(gru)\" |"
            + " data.time-steps (line 1): 20: must be at least 21, for 10 symbols, a marker and the"
            + " symbols again (data.length = 10)",
        "data { type = copying, length = 50 }, \"grid\".architecture = \"recurrent(gru)\" |"
            + " data.time-steps: 100: must be at least 101, for 50 symbols",
        "data { type = adding, time-steps = 1 }, \"grid\".loss = mse | data.time-steps (line 1): 1:"
            + " must be a whole number of at least 2",
        "data.type = adding             | grid.loss: softmax-cross-entropy: needs classes, and",
        "data { type = csv, path = a, features = [x, y, z], time-steps = 2 } | data.time-steps"
            + " (line 1): 2: must divide the 3 columns of data.features",
        "\"data\" { type = idx, images = a, labels = b, as = row } | data.as (line 1): row: unknown"
            + " view of images; did you mean rows?",
        "data.time-steps = 3            | data.time-steps (line 1): has no meaning for"
            + " gaussian-prototypes; it has for sequence, adding, copying, csv, parquet",
        "data { type = sequence, time-steps = 2000000000 } | data.time-steps (line 1): 2000000000"
            + " time steps of 16 features: more than 2147483639 numbers",
        "data { type = images, height = 1000000, width = 1000000 } | data.height (line 1): 1000000"
            + " rows of 1000000 pixels: more than 2147483639 numbers",
        "data.standardize = 1           | data.standardize (line 1): 1: must be true or false",
        "grid.batch-size = 1639         | grid.batch-size (line 1): 1639: must be at most the 1638"
            + " examples",
        "training.engine = dl4j-spark, grid.residual = rezero | grid.residual (line 1): rezero:"
            + " engine dl4j-spark has no such residual",
        "training.engine = dl4j-spark, grid.batch-size = 8 | grid.batch-size (line 1): engine"
            + " dl4j-spark takes train.batch-size-per-worker in its place",
        "grid.training.engine = [dl4j, dl4j-spark] | grid.training.engine (line 1): jobs/train"
            + " takes dl4j-spark, and no other engine beside it",
        "grid.train.workers = [2, 4]    | grid.train.workers (line 1): is for jobs/train: set"
            + " training.engine = dl4j-spark, or leave it out",
        "training.engine = dl4j-spark, grid.train.workers = [2, 64] | grid.train.workers *"
            + " train.batch-size-per-worker: 2048: must be at most the 1638 examples",
        "training.engine = dl4j-spark, train.workers = 0 | train.workers (line 1): 0: must be a"
            + " whole number of at least 1",
        "training.engine = dl4j, grid.residual = [none, rezero] | grid.residual (line 1): rezero:"
            + " engine dl4j has no such residual; allowed: none (engine nd4j has it)",
        "grid { normalization = [none, batch], batch-size = [1, 2] } | grid.batch-size (line 1): 1:"
            + " must be at least 2 for normalization batch",
        "grid { normalization = layer, width = 1 } | grid.width (line 1): 1: must be at least 2 for"
            + " normalization layer",
        "\"data\" { type = idx, images = a } | data.labels: must be given with type = idx",
        "\"data\" { type = teacher, classification = false } | grid.loss: softmax-cross-entropy:"
            + " needs classes",
        "grid { bias = [true, false], initializer = [he-normal, \"scaled-normal(1,0.05)\"] } |"
            + " grid.initializer (line 1): scaled-normal(1,0.05): draws biases, but bias = false is"
            + " in the same grid; keep bias = true, or sb2 = 0",
        "grid { normalization = [none, batch], initializer = [he-normal, lsuv] } | grid.initializer"
            + " (line 1): lsuv: scales pre-activations, as normalization = batch does again; keep"
            + " normalization = none",
        "gird.depth = 2                 | gird (line 1): gird: unknown key; did you mean grid?",
        "data-types = 2                 | data-types (line 1): data-types: unknown key",
        "study = 3                      | study (line 1): 3: must be a section",
        "\"grid\" { training.steps = [1], depth = 2 }, training.steps = 3 | grid.training.steps"
            + " (line 1): is also given as training.steps; keep one",
        "\"grid\" { depth = \"1..1000\", width = \"1..1000\", batch-size = \"1..1000\" } | grid:"
            + " 3.000e+09 trials: a grid has at most",
        "exclude = [\"depth > 0\"]      | exclude: leaves no trial",
        "include \"other.conf\"         | include other.conf: no file may include another",
        "include file(\"/etc/passwd\") | no file may include another",
        "include url(\"http://localhost:9/a.conf\") | no file may include another",
        "include classpath(\"reference.conf\") | no file may include another",
        "include required(file(\"a.conf\")) | no file may include another",
        "grid.depth = ${depth}          | line 1): ${depth} refers to a key that the study does not"
            + " set",
        "study.name = ${HOME}           | line 1): ${HOME} refers to a key that the study does not"
            + " set",
        "grid { depth = [1              | not valid HOCON:",
      })
  void aStudyRefusesWhatMakesNoSense(String text, String expected) {
    assertThat(Studies.problems(text.replace("\"data\"", "data").replace("\"grid\"", "grid")))
        .singleElement()
        .asString()
        .contains(expected);
  }

  @Test
  void overridesBeatTheFileAndAreNamedInProblems() {
    String text = "grid { depth = 2, initializer = { type = constant, w = 1 } }";
    Study study =
        Studies.of(
            text, "grid.depth=[8,32]", "grid.initializer={type=normal,sd=2}", "grid.depth=4");

    Trial trial = study.grid().trial(0);
    assertThat(trial.network().depth()).isEqualTo(4);
    assertThat(trial.network().initializer().label()).isEqualTo("normal(2)");
    assertThat(Studies.problems(text, "grid.depth=[0]", "gird=1", "=", "depth"))
        .containsExactlyInAnyOrder(
            "grid.depth (--set grid.depth=[0]): 0: must be a whole number of at least 1",
            "gird (--set gird=1): gird: unknown key; did you mean grid?",
            "--set =: must be KEY=VALUE, as grid.depth=[8,32]",
            "--set depth: must be KEY=VALUE, as grid.depth=[8,32]");
  }

  @Test
  void referencesToOtherKeysAreResolved() {
    Study study = Studies.of("grid { width = 16, depth = ${grid.width} }");

    assertThat(study.grid().trial(0).network().depth()).isEqualTo(16);
  }

  /** Every key of the defaults, given another value, changes what is written beside the results. */
  @Test
  void noKeyOfTheDefaultsIsForgotten() {
    Config defaults = Source.defaults();
    Map<String, String> keys = new LinkedHashMap<>();
    defaults.withoutPath("data-types").entrySet().forEach(e -> keys.put(e.getKey(), ""));
    defaults
        .getObject("data-types")
        .keySet()
        .forEach(
            type ->
                defaults
                    .getObject("data-types")
                    .toConfig()
                    .getObject(type)
                    .keySet()
                    .forEach(key -> keys.put("data." + key + "@" + type, type)));
    assertThat(keys).hasSizeGreaterThan(40);
    keys.forEach(
        (path, type) -> {
          String key = path.replaceFirst("@.*", "");
          String alone = key.startsWith("train.") ? "training.engine = dl4j-spark" : "";
          String start = type.isEmpty() ? alone : required(type);
          assertThat(Studies.of(start, key + "=" + another(key, type)).render())
              .as(path)
              .isNotEqualTo(Studies.of(start).render());
        });
  }

  private static String required(String type) {
    return "grid.loss = mse, grid.batch-size = 2, data.type = "
        + type
        + switch (type) {
          case "copying" -> ", grid.architecture = \"recurrent(gru)\"";
          case "idx" -> ", data.images = a, data.labels = b";
          case "csv", "libsvm", "parquet" -> ", data.path = a, data.classification = false";
          default -> "";
        };
  }

  private static String another(String key, String type) {
    return switch (key) {
      case "study.name", "data.path", "data.images", "data.labels", "data.label" -> "other";
      case "grid.initializer", "grid.input-initializer" -> "he-normal";
      case "grid.architecture" -> "residual-blocks";
      case "grid.activation" -> "relu";
      case "grid.normalization" -> "layer";
      case "grid.residual" -> "rezero";
      case "grid.clip" -> "{ type = value, threshold = 1 }";
      case "grid.optimizer" -> "adam";
      case "grid.bias" -> "false";
      case "data.standardize" -> String.valueOf(!type.isEmpty()); // of sequences
      case "data.classification" -> String.valueOf(!type.equals("teacher"));
      case "data.standardize-target" -> "true";
      case "data.missing" -> "drop";
      case "data.as" -> "rows";
      case "data.time-steps" -> "30";
      case "data.ignore" -> "[a, b]";
      case "grid.loss" -> "mse";
      case "training.engine" -> "dl4j";
      case "training.blas-kernel" -> "Haswell";
      case "training.precision" -> "float64";
      case "training.record" -> "every";
      case "training.trial-timeout", "commit.every" -> "7m";
      case "data.type" -> "spirals";
      case "data.validation-fraction", "grid.learning-rate" -> "0.125";
      case "exclude" -> "[\"depth > 1000\"]";
      case "data.features" ->
          type.equals("linear-teacher")
              ? "4"
              : type.equals("csv") || type.equals("parquet") ? "[a, b]" : "3";
      case "claims" -> "[{ claim = c, at-most = 1, measured = \"SELECT 1\" }]";
      case "study.replicates" -> "5";
      default -> "3";
    };
  }

  /** The text of every choice with parameters is read back as the same choice. */
  @Test
  void labelsOfAllChoicesAreTheirOwnText() {
    labels("initializer", Initializer.values());
    labels("activation", Activation.values());
    labels("clip", ClipRule.values());
    labels("residual", Residual.values());
    labels("optimizer", Optimizer.values());
  }

  private static void labels(String key, Choice[] choices) {
    for (Choice choice : choices) {
      int count = choice.parameters().size();
      String numbers =
          IntStream.range(0, count).mapToObj(i -> "0.3").collect(Collectors.joining(","));
      String label = count == 0 ? choice.label() : choice.label() + "(" + numbers + ")";
      assertThat(Studies.axis(key, "\"" + label + "\"")).containsExactly(label);
    }
  }
}
