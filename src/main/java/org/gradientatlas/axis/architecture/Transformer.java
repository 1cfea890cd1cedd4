package org.gradientatlas.axis.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradientatlas.axis.Activation;

/**
 * Blocks of self-attention and a two-layer perceptron over the tokens of a sequence (Vaswani 2017),
 * encoder by default. A projection (layer 0) maps each instant to {@code width} numbers, to which
 * sinusoidal positions are added. Attention: softmax(q k^T / sqrt(width / heads)) v, the heads side
 * by side, times O.
 *
 * <p>Tensors of a block: Q, K, V, O, each with a bias q, k, v, o if sums have one; gain1 and shift1
 * of the attention's normalization; W1, b1, W2, b2 of the perceptron with {@code mlp * width}
 * units, gain2 and shift2.
 *
 * @param mlp units of the perceptron over the width; 0 for none, and no activation then
 * @param skips whether branches are added to the stream, or replace it (Dong 2021)
 * @param average whether the outputs read the average of all tokens; the last one otherwise
 * @param positions whether positions are added
 * @param causal whether a token sees only itself and those before it
 */
public record Transformer(
    int heads,
    NormPlace norm,
    int mlp,
    boolean skips,
    BranchScale scale,
    boolean average,
    boolean positions,
    boolean causal)
    implements Architecture {
  static final List<String> SCALES =
      List.of(
          BranchScale.ONE.toString(),
          BranchScale.DEPTH_SCALED.toString(),
          BranchScale.DEEPNORM.toString());

  @Override
  public ArchitectureKind kind() {
    return ArchitectureKind.TRANSFORMER;
  }

  @Override
  public List<Object> values() {
    return List.of(
        heads,
        norm.toString(),
        mlp,
        skips,
        scale.toString(),
        average ? "average" : "last",
        positions,
        causal);
  }

  @Override
  public List<LayerSite> sites(NetworkSize size) {
    var input = (InputShape.Sequence) size.input();
    int tokens = input.timeSteps();
    var sites = new ArrayList<LayerSite>();
    sites.add(Sums.layer(0, "projection", input.features(), size.width(), size.bias(), tokens));
    for (int block = 1; block <= size.depth(); block++) {
      sites.add(new LayerSite(block, "block", tensors(size), tokens));
    }
    sites.add(Blocks.output(size, norm));
    return sites;
  }

  private List<TensorSite> tensors(NetworkSize size) {
    int n = size.width();
    double factor = scale.weights(size.depth(), 1, 2);
    var tensors = new ArrayList<TensorSite>();
    for (String name : List.of("Q", "K", "V", "O")) {
      // DeepNorm scales what passes the stream's values on, and leaves who attends to whom.
      boolean passes = name.equals("V") || name.equals("O");
      tensors.add(TensorSite.weights(name, n, n).times(passes ? factor : 1));
      if (size.bias()) {
        tensors.add(TensorSite.bias(name.toLowerCase(java.util.Locale.ROOT), n, 0));
      }
    }
    addNorm(tensors, "1", n);
    if (mlp > 0) {
      addWeights(tensors, "1", n, mlp * n, size.bias(), factor);
      addWeights(tensors, "2", mlp * n, n, size.bias(), factor);
      addNorm(tensors, "2", n);
    }
    return tensors;
  }

  private static void addWeights(
      List<TensorSite> tensors, String suffix, int fanIn, int fanOut, boolean bias, double factor) {
    for (TensorSite tensor : Sums.tensors(suffix, fanIn, fanOut, bias)) {
      tensors.add(tensor.role() == TensorRole.WEIGHTS ? tensor.times(factor) : tensor);
    }
  }

  private void addNorm(List<TensorSite> tensors, String suffix, int n) {
    if (norm != NormPlace.NONE) {
      tensors.add(TensorSite.gain("gain" + suffix, n));
      tensors.add(TensorSite.shift("shift" + suffix, n));
    }
  }

  /** Attention alone has none. */
  @Override
  public Optional<Activation> ownActivation() {
    return mlp == 0 ? Optional.of(Activation.IDENTITY) : Optional.empty();
  }

  @Override
  public Optional<String> refusal(InputShape input) {
    return input instanceof InputShape.Sequence
        ? Optional.empty()
        : Optional.of("needs a sequence");
  }

  @Override
  public Optional<String> misfit(int width) {
    if (!skips && scale != BranchScale.ONE) {
      return Optional.of("has no skips, so that scale = " + scale + " says nothing");
    }
    return width % heads == 0
        ? Optional.empty()
        : Optional.of("needs a width that its heads divide, and width = " + width + " is none");
  }
}
