package org.gradientatlas.axis.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;

/**
 * Stacked recurrent layers over time steps: h_t = phi(x_t W + h_(t-1) R + b) for the plain cells,
 * with h_0 = 0. The layer above reads h_t at every t.
 *
 * <p>lstm (Hochreiter and Schmidhuber 1997; Gers 2000), without peepholes: c_t = f c_(t-1) + i g,
 * h_t = o tanh(c_t), with the gates i, f, o through the sigmoid and g through tanh, each with W, R
 * and b of its own. gru (Cho 2014), as cuDNN has it: h_t = z h_(t-1) + (1 - z) n, n = tanh(x_t W.n
 * + b.n + r (h_(t-1) R.n)); z keeps.
 *
 * @param forgetBias where b of the gate that keeps the state starts: f of lstm, z of gru
 * @param truncation how many time steps gradients go back at most (Williams and Peng 1990); 0 for
 *     all. The time steps form blocks of so many, counted from the last; the state goes on from
 *     block to block, and gradients end where a block begins. A loss at the last step alone then
 *     sees the last block only
 */
public record Recurrent(Cell cell, double forgetBias, int truncation) implements Architecture {

  /** How a recurrent layer computes its next state. */
  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
  public enum Cell {
    TANH("tanh", ""),
    RELU("relu", ""),
    GRU("gru", "r", "z", "n"),
    LSTM("lstm", "i", "f", "o", "g");

    private final String label;
    private final List<String> gates;

    Cell(String label, String... gates) {
      this.label = label;
      this.gates = List.of(gates);
    }

    /** The names of its sums, in the order of their tensors; one empty name for a plain cell. */
    public List<String> gates() {
      return gates;
    }

    /** The gate whose bias is the forget bias; empty if there is none. */
    public String keeps() {
      return this == LSTM ? "f" : this == GRU ? "z" : "";
    }

    /** Whether it has gates. */
    public boolean gated() {
      return gates.size() > 1;
    }

    static List<String> names() {
      return Arrays.stream(values()).map(cell -> cell.label).toList();
    }

    static Cell named(String name) {
      return values()[names().indexOf(name)];
    }

    @Override
    public String toString() {
      return label;
    }
  }

  @Override
  public ArchitectureKind kind() {
    return ArchitectureKind.RECURRENT;
  }

  @Override
  public List<Object> values() {
    return List.of(cell.label, forgetBias, truncation);
  }

  @Override
  public List<LayerSite> sites(NetworkSize size) {
    InputShape.Sequence input = (InputShape.Sequence) size.input();
    var sites = new ArrayList<LayerSite>();
    int fanIn = input.features();
    for (int layer = 1; layer <= size.depth(); layer++) {
      sites.add(
          new LayerSite(
              layer, "recurrent", tensors(fanIn, size.width(), size.bias()), input.timeSteps()));
      fanIn = size.width();
    }
    sites.add(Sums.output(size, fanIn));
    return sites;
  }

  /** For each gate W, R and b; the gate's name follows a dot. */
  private List<TensorSite> tensors(int fanIn, int width, boolean bias) {
    var tensors = new ArrayList<TensorSite>();
    for (String gate : cell.gates) {
      String suffix = gate.isEmpty() ? "" : "." + gate;
      tensors.add(TensorSite.weights("W" + suffix, TensorRole.INPUT_WEIGHTS, fanIn, width, true));
      tensors.add(TensorSite.weights("R" + suffix, TensorRole.WEIGHTS, width, width, false));
      if (bias) {
        double start = !gate.isEmpty() && gate.equals(cell.keeps()) ? forgetBias : 0;
        tensors.add(TensorSite.bias("b" + suffix, width, start));
      }
    }
    return tensors;
  }

  @Override
  public Optional<String> refusal(InputShape input) {
    return input instanceof InputShape.Sequence
        ? Optional.empty()
        : Optional.of("needs a sequence");
  }

  @Override
  public Optional<String> misfit(int width) {
    return cell.gated() || forgetBias == 0
        ? Optional.empty()
        : Optional.of(
            "has no gate that forget-bias = " + Variant.number(forgetBias) + " could open");
  }

  @Override
  public Profile profile() {
    return Profile.TIME_STEPS;
  }

  @Override
  public Optional<Activation> ownActivation() {
    return Optional.of(cell == Cell.RELU ? Activation.RELU : Activation.TANH);
  }

  @Override
  public boolean recurrent() {
    return true;
  }

  @Override
  public boolean takesSteps() {
    return true;
  }
}
