package org.gradientatlas.train.nd4j.network;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.junit.jupiter.api.Test;

/** docs/science/probe.md: the engine's probe against theory, every activation and law. */
class ProbePageTest {
  private static final Path PAGE = Path.of("docs/science/probe.md");
  private static final Path PICTURE = Path.of("docs/science/probe.svg");

  private static final String HEAD =
      """
      # The probe against theory

      Written by `scripts/docs --measured` from what engine `nd4j` measures. One test computes the theory of every row again, another
      measures some of the cells again.

      This page compares the slope of delta in the probe with two predictions, for every activation and initializer. *ln chi1* is the slope
      deep inside a network ([concepts](concepts.md#chi1-the-factor-that-theory-predicts)). *Layers* is the slope that theory predicts for
      exactly the layers that were measured. q is the variance of the pre-activations.

      ![Measured slope against the slope predicted for the measured layers; most points lie on the diagonal](probe.svg)

      | combinations | agree with | |
      |---|---|---|
      %s

      ## How to read the tables

      Networks have width 200 and depth 30, in float32, with 64 Gaussian inputs. Each combination is measured on %d replicates.

      | column | meaning |
      |---|---|
      | ln chi1 | the slope that the network tends to deep inside |
      | layers | the slope that theory predicts for layers 6 to 28, as in `theory_log10_delta_rms_ratio` |
      | spread | standard deviation of that slope over single networks, to first order in 1/width, for one input; NaN for lsuv, which has no such theory |
      | measured | slope of the logarithm of the squared norm of delta towards the input: least squares over layers 6 to 28, mean of the replicates |
      | agrees with | the first prediction within 0.03 of the measured slope, or within 3 %% of a prediction beyond 1 |
      """;

  private enum Verdict {
    LN_CHI1("the factor deep inside"),
    LAYERS(
        "theory for these layers; q has not settled there, so the slope has not reached ln chi1"),
    SPREAD(
        "neither: q starts near a point from which it dies out or grows, and every network goes its"
            + " own way"),
    NONE("neither, and there is no explanation");

    final String text;

    Verdict(String text) {
      this.text = text;
    }
  }

  private record Row(
      String activation,
      String initializer,
      double chi,
      double layers,
      double spread,
      boolean apart,
      double measured) {

    static Row of(ProbeCell cell, double measured) {
      return new Row(
          cell.activation().label(),
          cell.initializer().label(),
          rounded(cell.lnChi1()),
          rounded(cell.predicted()),
          rounded(cell.spread()),
          cell.goesApart(),
          rounded(measured));
    }

    /** To what the page shows, and no -0. */
    private static double rounded(double x) {
      return Math.rint(x * 1e4) / 1e4 + 0.0;
    }

    Verdict verdict() {
      if (Math.abs(measured - chi) <= ProbeCell.bar(chi)) {
        return Verdict.LN_CHI1;
      }
      if (Math.abs(measured - layers) <= ProbeCell.bar(layers)) {
        return Verdict.LAYERS;
      }
      return apart ? Verdict.SPREAD : Verdict.NONE;
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "| %s | %s | %.4f | %.4f | %.4f | %.4f | %s |",
          activation,
          initializer,
          chi,
          layers,
          spread,
          measured,
          verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
  }

  /** Every activation by every law of random weights whose variance needs no choice, and biases. */
  private static List<ProbeCell> cells() {
    List<Variant<Initializer>> laws =
        Stream.of(
                Initializer.LECUN_NORMAL,
                Initializer.LECUN_UNIFORM,
                Initializer.HE_NORMAL,
                Initializer.HE_UNIFORM,
                Initializer.HE_TRUNCATED,
                Initializer.GLOROT_STANDARD,
                Initializer.XAVIER_NORMAL,
                Initializer.XAVIER_UNIFORM,
                Initializer.ORTHOGONAL,
                Initializer.LSUV)
            .map(Variant::of)
            .toList();
    var biased = Stream.of(1.0, 4.0).map(sw2 -> Variant.of(Initializer.SCALED_NORMAL, sw2, 0.05));
    List<Variant<Initializer>> all = Stream.concat(laws.stream(), biased).toList();
    return Arrays.stream(Activation.values())
        .flatMap(activation -> all.stream().map(law -> new ProbeCell(law, activation)))
        .toList();
  }

  private static String page(List<Row> rows) {
    Map<Verdict, List<Row>> verdicts = rows.stream().collect(groupingBy(Row::verdict));
    String summary =
        Arrays.stream(Verdict.values())
            .map(
                v ->
                    "| %d of %d | `%s` | %s |"
                        .formatted(
                            verdicts.getOrDefault(v, List.of()).size(),
                            rows.size(),
                            v.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            v.text))
            .collect(joining("\n"));
    var text = new StringBuilder(HEAD.formatted(summary, ProbeCell.REPLICATES));
    table(
        text,
        "Combinations that miss ln chi1",
        rows.stream().filter(r -> r.verdict() != Verdict.LN_CHI1).toList());
    table(
        text,
        "Combinations that agree with ln chi1",
        verdicts.getOrDefault(Verdict.LN_CHI1, List.of()));
    return text.toString();
  }

  private static void table(StringBuilder text, String title, List<Row> rows) {
    text.append("\n## ").append(title).append("\n\n");
    text.append(
        "| activation | initializer | ln chi1 | layers | spread | measured | agrees with |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    rows.forEach(row -> text.append(row.line()).append('\n'));
  }

  /**
   * With -Ddocs.write=true (scripts/docs --measured) it measures all cells and writes the page, in
   * minutes.
   */
  @Test
  void thePageIsWhatTheoryAndItsRowsSay() throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      List<Row> rows = cells().stream().map(c -> Row.of(c, c.measured())).toList();
      Files.writeString(PAGE, page(rows));
      Files.writeString(PICTURE, picture(rows));
    }
    String written = Files.readString(PAGE);
    Map<String, Double> measured = measured(written);
    List<ProbeCell> cells = cells();
    assertThat(measured)
        .as("one row for each activation and initializer; scripts/docs --measured measures them")
        .hasSameSizeAs(cells);
    List<Row> rows =
        cells.stream()
            .map(c -> Row.of(c, Objects.requireNonNull(measured.get(c.toString()))))
            .toList();
    assertThat(written).as("run scripts/docs --measured").isEqualTo(page(rows));
    assertThat(rows).noneMatch(row -> row.verdict() == Verdict.NONE);
    assertThat(Files.readString(PICTURE)).isEqualTo(picture(rows));
  }

  private static String picture(List<Row> rows) {
    return ProbePicture.of(
        rows.stream()
            .map(r -> new ProbePicture.Point(r.layers(), r.measured(), mark(r.verdict())))
            .toList());
  }

  private static ProbePicture.Mark mark(Verdict verdict) {
    return switch (verdict) {
      case LN_CHI1 -> ProbePicture.Mark.LN_CHI1;
      case LAYERS -> ProbePicture.Mark.LAYERS;
      case SPREAD, NONE -> ProbePicture.Mark.SPREAD;
    };
  }

  /** By activation and initializer. */
  private static Map<String, Double> measured(String page) {
    return page.lines()
        .filter(line -> line.matches("\\| \\S+ \\| \\S+ \\| -?\\d.*"))
        .map(line -> line.split(" *\\| *"))
        .collect(toMap(cells -> cells[1] + " " + cells[2], cells -> Double.valueOf(cells[6])));
  }

  /** The same draws on any machine; kernels round differently. */
  @Test
  void thePageSaysWhatIsMeasured() throws IOException {
    Map<String, Double> written = measured(Files.readString(PAGE));
    for (ProbeCell cell :
        List.of(
            new ProbeCell(Variant.of(Initializer.HE_NORMAL), Activation.RELU),
            new ProbeCell(Variant.of(Initializer.SCALED_NORMAL, 4, 0.05), Activation.TANH))) {
      assertThat(cell.measured())
          .isCloseTo(Objects.requireNonNull(written.get(cell.toString())), within(1e-3));
    }
  }
}
