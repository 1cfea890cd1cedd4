package org.gradientatlas.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.DoubleFunction;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Choice;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.report.text.Quantity;
import org.gradientatlas.report.text.TextTable;
import org.gradientatlas.study.file.Arguments;
import org.gradientatlas.theory.CriticalPoint;
import org.gradientatlas.theory.FixedPoint;
import org.gradientatlas.theory.MeanField;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints mean-field theory, activations by initializers. Starts no Spark. */
@Command(
    name = "theory",
    description = {
      "Prints what mean-field theory says of wide random networks. Starts no Spark.",
      "",
      "sw2 is fan_in Var(w) of a hidden layer; q_star the variance of pre-activations deep inside;"
          + " chi1 the factor on E|delta|^2 a layer towards the input; xi_q, xi_c and xi_grad the"
          + " layers over which q, the correlation of two inputs, and the squared gradient change"
          + " e-fold. At critical_sw2, where q_star is critical_q, chi1 is 1; if that point does"
          + " not attract, signals die out below it and grow without limit above.",
      ""
    },
    mixinStandardHelpOptions = true)
final class TheoryCommand implements Callable<Integer> {
  private static final List<String> HEADER =
      List.of(
          "activation",
          "initializer",
          "limit",
          "sw2",
          "q_star",
          "chi1",
          "xi_q",
          "xi_c",
          "xi_grad",
          "critical_sw2",
          "critical_q",
          "attracts");

  @Option(
      names = "--activation",
      arity = "1..*",
      paramLabel = "NAME",
      description = "Activations as in study files: relu, leaky-relu(0.2). Default: all.")
  private List<String> activations = complete(Activation.values());

  @Option(
      names = "--initializer",
      arity = "1..*",
      paramLabel = "NAME",
      description =
          "Initializers as in study files: he-normal, normal(0.1). Default: all that need no"
              + " parameter.")
  private List<String> initializers = complete(Initializer.values());

  @Option(
      names = "--sw2",
      arity = "1..*",
      paramLabel = "S",
      description = "Weight variances fan_in Var(w), in place of initializers.")
  private List<Double> scales = List.of();

  @Option(names = "--width", description = "Units of a layer (default: ${DEFAULT-VALUE}).")
  private int width = 64;

  @Option(
      names = "--sb2",
      description =
          "Variance of biases, where the initializer has none of its own (default:"
              + " ${DEFAULT-VALUE}).")
  private double sb2 = 0;

  @Option(
      names = "--input",
      description = "Mean of x^2 over the inputs, where q starts from (default: ${DEFAULT-VALUE}).")
  private double inputMeanSquare = 1;

  @Option(names = "--csv", description = "Prints comma-separated values with all digits.")
  private boolean csv;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var arguments = new Arguments("theory");
    var phis = arguments.choices("--activation", Activation.class, "activation", activations);
    scales.forEach(s -> arguments.number("--sw2", s, s > 0, "a number above 0"));
    var draws = arguments.choices("--initializer", Initializer.class, "initializer", draws());
    arguments.number("--width", width, width >= 1, "a whole number of at least 1");
    arguments.number("--sb2", sb2, sb2 >= 0, "a number of at least 0");
    arguments.number("--input", inputMeanSquare, inputMeanSquare > 0, "a number above 0");
    arguments.check();
    print(rows(phis, draws));
    return ExitCode.DONE.code();
  }

  /** Labels of the choices that need no parameter. */
  private static <T extends Choice> List<String> complete(T[] choices) {
    return Arrays.stream(choices)
        .filter(c -> c.parameters().stream().allMatch(p -> p.fallback() != null))
        .map(Choice::label)
        .toList();
  }

  private List<String> draws() {
    return scales.isEmpty()
        ? initializers
        : scales.stream()
            .filter(s -> s > 0 && Double.isFinite(s))
            .map(s -> "scaled-normal(" + s + ")")
            .toList();
  }

  private List<List<String>> rows(
      List<Variant<Activation>> phis, List<Variant<Initializer>> draws) {
    DoubleFunction<String> number = csv ? Double::toString : Quantity::significant;
    List<List<String>> rows = new ArrayList<>();
    for (Variant<Activation> phi : phis) {
      Map<Double, CriticalPoint> critics = new HashMap<>();
      Map<MeanField, Limit> limits = new HashMap<>();
      for (Variant<Initializer> draw : draws) {
        MeanField field = field(phi, draw);
        CriticalPoint critical =
            critics.computeIfAbsent(field.sb2(), biases -> CriticalPoint.of(phi, biases));
        double scaled = draw.type().preactivationVariance(draw.array());
        Limit limit =
            Double.isNaN(scaled)
                ? limits.computeIfAbsent(field, this::limit)
                : limit(new FixedPoint(field, FixedPoint.Kind.FINITE, scaled));
        List<String> row = new ArrayList<>(List.of(phi.label(), draw.label(), limit.kind));
        row.add(number.apply(field.sw2()));
        limit.numbers.forEach(x -> row.add(Double.isNaN(x) ? "" : number.apply(x)));
        row.add(number.apply(critical.sw2()));
        row.add(number.apply(critical.q()));
        row.add(critical.attracting() ? "yes" : "no");
        rows.add(row);
      }
    }
    return rows;
  }

  /** The limit of q: its kind, then q*, chi1, xi_q, xi_c, xi_grad. */
  private record Limit(String kind, List<Double> numbers) {}

  private MeanField field(Variant<Activation> phi, Variant<Initializer> draw) {
    double scaled = draw.type().preactivationVariance(draw.array());
    if (!Double.isNaN(scaled)) {
      return new MeanField(phi, scaled / new MeanField(phi, 1, 0).qMap(scaled), 0);
    }
    double own = draw.type().biasVariance(draw.array());
    double sw2 = width * draw.type().variance(width, width, draw.array());
    return new MeanField(phi, sw2, own > 0 ? own : sb2);
  }

  private Limit limit(MeanField field) {
    if (field.sw2() == 0) {
      return new Limit("not random", Collections.nCopies(5, Double.NaN));
    }
    return limit(FixedPoint.from(field, field.sw2() * inputMeanSquare + field.sb2()));
  }

  private static Limit limit(FixedPoint point) {
    return new Limit(
        point.kind().name().toLowerCase(Locale.ROOT),
        List.of(
            point.q(),
            point.chi1(),
            point.varianceDepth(),
            point.correlationDepth(),
            point.gradientDepth()));
  }

  private void print(List<List<String>> rows) {
    PrintWriter out = spec.commandLine().getOut();
    if (csv) {
      out.println(String.join(",", HEADER));
      rows.forEach(
          row -> out.println(row.stream().map(TheoryCommand::quoted).collect(joining(","))));
    } else {
      var table = new TextTable(HEADER);
      rows.forEach(table::add);
      out.println(table);
    }
    out.flush();
  }

  private static String quoted(String cell) {
    return cell.contains(",") ? '"' + cell + '"' : cell;
  }
}
