package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.gradientatlas.axis.Activation;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TheoryCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine main = Main.commandLine();
    main.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return main.execute(arguments);
  }

  private List<List<String>> cells() {
    return out.toString().lines().map(line -> List.of(line.strip().split(" {2,}"))).toList();
  }

  @Test
  void anInitializerKeepsItsOwnBiases() {
    String own = "scaled-normal(4,0.05)";
    assertThat(run("theory", "--activation", "tanh", "--initializer", own, "--sb2", "1")).isZero();
    assertThat(cells().get(1).subList(3, 8))
        .containsExactly("4", "2.1955", "1.3424", "0.87329", "6.9803");
  }

  @Test
  void printsTheReferenceValuesOfTanh() {
    assertThat(run("theory", "--activation", "tanh", "--sw2", "1", "4", "--sb2", "0.05")).isZero();
    assertThat(cells())
        .containsExactly(
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
                "attracts"),
            List.of(
                "tanh",
                "scaled-normal(1)",
                "finite",
                "1",
                "0.19359",
                "0.75903",
                "1.7476",
                "3.627",
                "3.627",
                "1.761",
                "0.57005",
                "yes"),
            List.of(
                "tanh",
                "scaled-normal(4)",
                "finite",
                "4",
                "2.1955",
                "1.3424",
                "0.87329",
                "6.9803",
                "3.396",
                "1.761",
                "0.57005",
                "yes"));
  }

  /** E sech^4/E tanh^2 and E phi'^2/E phi^2 of ReLU, at q = 1. */
  @Test
  void aBatchScalesToVarianceOne() {
    assertThat(run("theory", "--activation", "tanh", "relu", "--initializer", "lsuv")).isZero();
    assertThat(cells().get(1)).startsWith("tanh", "lsuv", "finite", "2.5362", "1", "1.1778");
    assertThat(cells().get(2)).startsWith("relu", "lsuv", "finite", "2", "1", "1");
  }

  @Test
  void coversEveryActivationByDefault() {
    assertThat(run("theory", "--initializer", "he-normal")).isZero();
    assertThat(cells()).hasSize(Activation.values().length + 1);
    assertThat(cells())
        .filteredOn(row -> row.get(0).equals("gelu"))
        .containsExactly(
            List.of(
                "gelu",
                "he-normal",
                "zero",
                "2",
                "0",
                "0.5",
                "1.4427",
                "Infinity",
                "1.4427",
                "4",
                "0",
                "no"));
  }

  @Test
  void printsCommaSeparatedValues() {
    assertThat(run("theory", "--activation", "relu", "--initializer", "constant(2)", "--csv"))
        .isZero();
    assertThat(out.toString().lines().skip(1))
        .singleElement()
        .asString()
        .matches(
            "relu,constant\\(2\\),not"
                + " random,0\\.0,,,,,,(1\\.99999999\\d+|2\\.0|2\\.00000000\\d+),0\\.0,yes");
  }

  @Test
  void reportsAllThatIsWrong() {
    assertThat(
            run("theory", "--activation", "rleu", "tanh(1)", "--initializer", "normal", "--sb2=-1"))
        .isEqualTo(ExitCode.INVALID.code());
    assertThat(err.toString().lines())
        .containsExactly(
            "theory: 4 problems",
            "  --activation: rleu: unknown activation; did you mean relu?",
            "  --activation: tanh(1): tanh takes no parameter",
            "  --initializer: normal: must have its parameter sd, a number above 0:"
                + " { type = normal, sd = ... }",
            "  --sb2: -1: must be a number of at least 0");
  }
}
