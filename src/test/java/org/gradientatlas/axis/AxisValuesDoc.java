package org.gradientatlas.axis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * docs/reference/axis-values.md: what the named axes take, from the constants, their parameters and
 * their Javadoc.
 */
final class AxisValuesDoc {
  private static final String HEAD =
      """
      # Values of the axes

      Written by `scripts/docs` from the code; a test fails when this page is out of date.

      This page lists every value that an axis with names takes. [Study keys](study-keys.md) lists the keys themselves.

      | key | values |
      |---|---|
      | `grid.initializer` | [initializers](#initializers) |
      | `grid.activation` | [activations](#activations) |
      | `grid.normalization` | [normalizations](#normalizations) |
      | `grid.residual` | [residuals](#residuals) |
      | `grid.clip` | [clip rules](#clip-rules) |
      | `grid.optimizer` | [optimizers](#optimizers) |
      | `grid.loss` | [losses](#losses) |
      | `training.engine` | [engines](#engines) |
      | `training.precision` | [precisions](#precisions) |
      | `training.blas-kernel` | [BLAS kernels](#blas-kernels) |

      A parameter without a default must be given: `"normal(0.1)"` or `{ type = normal, sd = 0.1 }`. A value whose parameters all
      have defaults needs its name alone: `leaky-relu`.
      """;

  private static final Pattern LINK = Pattern.compile("\\{@link #(\\w+)}");
  private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)}");

  private AxisValuesDoc() {}

  /** The whole page. */
  static String page() throws IOException {
    var text = new StringBuilder(HEAD);
    section(
        text,
        "Initializers",
        """
        How initial weights are drawn. `fan_in` and `fan_out` are the inputs and outputs of a layer; N(m, v) is a normal
        distribution of mean m and variance v. Biases start at 0 unless the initializer draws them.
        """,
        Initializer.values());
    section(
        text,
        "Activations",
        """
        phi maps the pre-activation z of a hidden unit to its output. The greatest slope is the maximum of abs(phi'(z)), with
        default parameters; a unit counts as saturated below 5 % of it.
        """,
        Activation.values(),
        List.of(new Extra<>("greatest slope", AxisValuesDoc::steepest)));
    section(
        text,
        "Normalizations",
        """
        What happens to the sums u = a W of a hidden layer before the activation: z = gain (u - mean) / sqrt(variance + 1e-5)
        + bias. The gain of each unit is learned, starting at 1.
        """,
        Normalization.values());
    section(
        text,
        "Residuals",
        """
        Skip connections: from the second hidden layer on, a layer outputs a^l = a^(l-1) + scale phi(z^l). The output layer
        has none.
        """,
        Residual.values());
    section(
        text,
        "Clip rules",
        """
        What happens to a gradient g before the optimizer sees it. g is the mean over the batch, of weights and biases; g_l is
        the part of layer l.
        """,
        ClipRule.values());
    section(
        text,
        "Optimizers",
        """
        How a clipped gradient g becomes an update; lr is the learning rate. An update is subtracted from the parameter.
        """,
        Optimizer.values());
    section(
        text,
        "Losses",
        """
        The loss of one example, from the outputs z of the last layer and the targets y. The loss of a batch is the mean.
        """,
        Loss.values());
    section(
        text,
        "Engines",
        """
        Which implementation trains. All engines compute the same numbers up to rounding, but not every engine has every
        normalization and residual.
        """,
        EngineKind.values(),
        List.of(
            new Extra<>("normalizations", e -> labels(Normalization.values(), e::has)),
            new Extra<>("residuals", e -> labels(Residual.values(), e::has))));
    section(
        text,
        "Precisions",
        "Floating-point type of weights, activations and gradients.\n",
        Precision.values());
    section(
        text,
        "BLAS kernels",
        """
        OpenBLAS has matrix kernels for different CPUs. Each adds numbers in its own order, so their results differ by rounding.
        `auto` uses the fastest one of each host. A kernel that is named here runs only on CPUs with the flags beside it.
        """,
        BlasKernel.values(),
        List.of(new Extra<>("CPU flags", k -> String.join(", ", new TreeSet<>(k.cpuFlags())))));
    return text.toString();
  }

  /** A column of one section. */
  private record Extra<T>(String title, Function<T, String> cell) {}

  private static <T extends Enum<T> & Choice> void section(
      StringBuilder text, String title, String intro, T[] values) throws IOException {
    section(text, title, intro, values, List.of());
  }

  private static <T extends Enum<T> & Choice> void section(
      StringBuilder text, String title, String intro, T[] values, List<Extra<T>> extras)
      throws IOException {
    boolean parameters = Arrays.stream(values).anyMatch(v -> !v.parameters().isEmpty());
    String source = source(values[0].getDeclaringClass());
    boolean meanings = !meaning(source, values[0]).isEmpty();
    var header = Stream.of("value", "parameters", "meaning").collect(Collectors.toList());
    if (!parameters) header.remove("parameters");
    if (!meanings) header.remove("meaning");
    extras.stream().map(Extra::title).forEach(header::add);
    text.append("\n## ").append(title).append("\n\n").append(intro).append('\n');
    row(text, header);
    text.append("|---".repeat(header.size())).append("|\n");
    for (T value : values) {
      var cells = Stream.of("`" + value.label() + "`").collect(Collectors.toList());
      if (parameters) {
        cells.add(
            value.parameters().stream().map(AxisValuesDoc::of).collect(Collectors.joining("<br>")));
      }
      if (meanings) {
        cells.add(resolved(meaning(source, value), values));
      }
      extras.stream().map(extra -> extra.cell().apply(value)).forEach(cells::add);
      row(text, cells);
    }
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append(
        cells.stream()
            .map(c -> c.replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private static String of(Parameter parameter) {
    Double fallback = parameter.fallback();
    return "`%s`: %s%s"
        .formatted(
            parameter.name(),
            parameter.allowed(),
            fallback == null ? "" : ", default " + Variant.number(fallback));
  }

  private static String steepest(Activation activation) {
    double slope = activation.steepest(Variant.of(activation).array());
    return Variant.number(Math.rint(slope * 1e4) / 1e4);
  }

  private static <T extends Choice> String labels(T[] values, Predicate<T> has) {
    return Arrays.stream(values).filter(has).map(Choice::label).collect(Collectors.joining(", "));
  }

  private static String source(Class<?> type) throws IOException {
    String file = type.getName().replace('.', '/') + ".java";
    return Files.readString(Path.of("src/main/java", file));
  }

  /** The Javadoc of a constant in one line; empty without one. */
  static String meaning(String source, Enum<?> constant) {
    return Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*+)\\*/\\s+" + constant.name() + "\\s*[(,;]", Pattern.DOTALL)
        .matcher(source)
        .results()
        .map(found -> found.group(1).lines().map(l -> l.strip().replaceFirst("^\\*\\s?", "")))
        .map(lines -> lines.collect(Collectors.joining(" ")).strip())
        .findFirst()
        .orElse("");
  }

  private static <T extends Enum<T> & Choice> String resolved(String javadoc, T[] values) {
    String linked = LINK.matcher(javadoc).replaceAll(link -> code(label(link, values)));
    return CODE.matcher(linked).replaceAll(code -> code(code.group(1)));
  }

  private static <T extends Enum<T> & Choice> String label(MatchResult link, T[] values) {
    return Arrays.stream(values)
        .filter(value -> value.name().equals(link.group(1)))
        .map(Choice::label)
        .findFirst()
        .orElseThrow(() -> new AssertionError(link.group() + " is no value"));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
