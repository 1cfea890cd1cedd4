package org.gradientatlas.study.file;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.problem.Problem;
import org.gradientatlas.study.Studies;
import org.gradientatlas.study.hocon.Source;

/**
 * docs/reference/study-keys.md: keys, defaults and their meaning from study-defaults.conf, allowed
 * values from what the reader of study files says when it refuses one.
 */
final class StudyKeysDoc {
  private static final String HEAD =
      """
      # Study keys

      Written by `scripts/docs` from the defaults and the reader of study files; a test fails when this page is out of date.

      A study file is [HOCON](https://github.com/lightbend/config/blob/main/HOCON.md). It holds what differs from the defaults.
      [Study files](../guide/study-files.md) explains it by example. This page lists every key.

      | section | what it says |
      |---|---|
      """;

  private static final String VALUES =
      """

      ## How values are written

      | written | means |
      |---|---|
      | `8` or `[8, 32]` | one value, or several |
      | `"0..9"` | the whole numbers from 0 to 9 |
      | `"geom(2,256,x2)"` | 2, 4, 8, ... up to 256 |
      | `"log(1e-3,1e-1,5)"` | 5 numbers from 1e-3 to 1e-1 at equal ratios |
      | `"lin(0.5,4,8)"` | 8 numbers from 0.5 to 4 at equal distances |
      | `"normal(1)"` or `{ type = normal, sd = 1 }` | a value with a parameter |

      Only axes take several values. A parameter of a value may be a list or a range too. A range may stand in a list.

      The column *axis* shows which keys can be axes. Write such a key under `grid`: `grid.training.precision = [float32, float64]`.
      The name of a value is enough when all its parameters have defaults.
      """;

  private static final String CLAIM =
      """

      A claim needs `claim`, `measured` and at least one of `tolerance`, `at-least` and `at-most`. It agrees when the measured
      number passes every bound that is set.

      | key of a claim | type and allowed values | meaning |
      |---|---|---|
      | `claim` | text | The statement. |
      | `published` | a number | The number that was published or derived. |
      | `tolerance` | a number of at least 0 | Greatest distance from `published`, as a share of it. |
      | `at-least` | a number | Least number that agrees. |
      | `at-most` | a number | Greatest number that agrees. |
      | `measured` | SQL | One SELECT of DuckDB over the study's tables. It returns one row of one column. |
      | `note` | text | What a reader of the verdict should know. |
      """;

  /** Keys whose values docs/reference/axis-values.md explains. */
  private static final Map<String, String> AXIS_VALUES =
      Map.of(
          "grid.initializer", "initializers",
          "grid.activation", "activations",
          "grid.normalization", "normalizations",
          "grid.residual", "residuals",
          "grid.clip", "clip-rules",
          "grid.optimizer", "optimizers",
          "grid.loss", "losses",
          "training.engine", "engines",
          "training.precision", "precisions",
          "training.blas-kernel", "blas-kernels");

  private static final Set<String> WITH_AXES = Set.of("training", "train", "data");
  private static final String TYPES = "data-types";
  private static final String NONSENSE = " = { nonsense = 1 }\n";

  private StudyKeysDoc() {}

  /** A key of the defaults. */
  record Key(String path, ConfigValue value, String context) {
    String meaning() {
      return comment(value);
    }
  }

  /** The whole page. */
  static String page() {
    ConfigObject defaults = Source.defaults().root();
    var text = new StringBuilder(HEAD);
    for (String section : inOrder(defaults)) {
      if (!section.equals(TYPES)) {
        text.append(
            "| [`%1$s`](#%1$s) | %2$s |\n".formatted(section, cell(comment(defaults, section))));
      }
    }
    text.append(VALUES);
    for (String section : inOrder(defaults)) {
      if (!section.equals(TYPES)) {
        section(text, section, defaults);
      }
    }
    return text.toString();
  }

  private static void section(StringBuilder text, String name, ConfigObject defaults) {
    text.append("\n## `").append(name).append("`\n\n").append(wrapped(comment(defaults, name)));
    if (!(defaults.get(name) instanceof ConfigObject section)) {
      text.append("\nThe default is `").append(written(value(defaults, name))).append("`.\n");
      text.append(name.equals("claims") ? CLAIM : columns());
      return;
    }
    table(text, keys(name, section, ""));
    if (name.equals("data")) {
      for (String type : inOrder(types(defaults))) {
        text.append("\n### `").append(type).append("`\n\n");
        text.append(wrapped(comment(types(defaults), type)));
        table(text, keys(name, type(defaults, type), "data.type = " + type + "\n"));
      }
    }
  }

  /** Every key of the page. */
  static List<Key> keys() {
    ConfigObject defaults = Source.defaults().root();
    var keys = new ArrayList<Key>();
    for (String name : inOrder(defaults)) {
      if (defaults.get(name) instanceof ConfigObject section && !name.equals(TYPES)) {
        keys.addAll(keys(name, section, ""));
      }
    }
    for (String type : types(defaults).keySet()) {
      keys.addAll(keys("data", type(defaults, type), "data.type = " + type + "\n"));
    }
    return keys;
  }

  private static ConfigObject types(ConfigObject defaults) {
    return defaults.toConfig().getObject(TYPES);
  }

  private static ConfigObject type(ConfigObject defaults, String type) {
    return types(defaults).toConfig().getObject(type);
  }

  private static List<Key> keys(String name, ConfigObject section, String context) {
    String engine = name.equals("train") ? "training.engine = dl4j-spark\n" : "";
    return inOrder(section).stream()
        .map(key -> new Key(name + "." + key, value(section, key), context + engine))
        .toList();
  }

  private static void table(StringBuilder text, List<Key> keys) {
    text.append(
        "\n| key | type and allowed values | default | axis | meaning |\n|---|---|---|---|---|\n");
    for (Key key : keys) {
      text.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  key.path(),
                  cell(takes(key)),
                  shown(key.value()),
                  isAxis(key) ? "yes" : "no",
                  cell(key.meaning())));
    }
  }

  /** What exclude may ask for. */
  private static String columns() {
    return "\n"
        + wrapped(
            "The columns are "
                + Studies.of("").grid().blocks().get(0).allColumns().stream()
                    .map(column -> "`" + column.name() + "`")
                    .collect(Collectors.joining(", "))
                + ".");
  }

  /** What the reader says that a key takes, when it is given what nothing takes. */
  private static String takes(Key key) {
    String refusal =
        problems(key.context() + key.path() + NONSENSE).stream()
            .filter(problem -> problem.key().equals(key.path()))
            .map(Problem::allowed)
            .findFirst()
            .orElseThrow(() -> new AssertionError(key.path() + " takes anything"));
    String page = AXIS_VALUES.get(key.path());
    if (page != null && !refusal.contains("known: ")) {
      return "one of the [%s](axis-values.md#%s)".formatted(page.replace('-', ' '), page);
    }
    String text = refusal.replace("must be ", "").replaceFirst(", or a range such as .*", "");
    if (text.contains("known: ")) {
      String names = "`" + text.replaceFirst(".*known: ", "").replace(", ", "`, `") + "`";
      return page == null ? names : "%s ([more](axis-values.md#%s))".formatted(names, page);
    }
    if (key.value() instanceof ConfigList && !key.path().startsWith("grid.")) {
      return text.replace("the name of a column", "a list of column names");
    }
    boolean none = "none".equals(key.value().unwrapped()) && !text.contains("none");
    return none ? "none, or " + text : text;
  }

  /** Whether the reader takes it under grid. */
  private static boolean isAxis(Key key) {
    String section = key.path().substring(0, key.path().indexOf('.'));
    String axis = "grid." + key.path();
    return section.equals("grid")
        || (WITH_AXES.contains(section)
            && problems(
                    key.context().replace("data.type", "grid.data.type")
                        + axis
                        + " = "
                        + written(key.value()))
                .stream()
                .noneMatch(problem -> problem.key().equals(axis)));
  }

  static List<Problem> problems(String study) {
    try {
      Studies.of(study);
      return List.of();
    } catch (InvalidStudyException e) {
      return e.problems();
    }
  }

  private static String shown(ConfigValue value) {
    if ("".equals(value.unwrapped())) {
      return "empty";
    }
    return value instanceof ConfigList list && list.size() == 1
        ? shown(list.get(0))
        : "`" + (value.unwrapped() instanceof String text ? text : written(value)) + "`";
  }

  private static String written(ConfigValue value) {
    return value.render(ConfigRenderOptions.concise());
  }

  private static List<String> inOrder(ConfigObject section) {
    return section.entrySet().stream()
        .sorted(Comparator.comparingInt(e -> e.getValue().origin().lineNumber()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static ConfigValue value(ConfigObject section, String key) {
    return Objects.requireNonNull(section.get(key), key);
  }

  private static String comment(ConfigObject section, String key) {
    return comment(value(section, key));
  }

  private static String comment(ConfigValue value) {
    return value.origin().comments().stream().map(String::strip).collect(Collectors.joining(" "));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  /** Lines of at most 120 characters. */
  private static String wrapped(String paragraph) {
    var lines = new StringBuilder();
    int length = 0;
    for (String word : Stream.of(paragraph.split(" ")).toList()) {
      boolean fits = length + word.length() < 120;
      lines.append(length == 0 ? "" : fits ? " " : "\n").append(word);
      length = fits ? length + word.length() + 1 : word.length() + 1;
    }
    return lines.append('\n').toString();
  }
}
