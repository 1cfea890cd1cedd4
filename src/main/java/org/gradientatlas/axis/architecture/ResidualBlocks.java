package org.gradientatlas.axis.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A projection of the input to {@code width} numbers, the stream, and blocks that each add a branch
 * to it: x becomes scale x + f(x). A branch is {@code branch} layers; its last is linear: f = W2
 * phi(W1 x + b1) + b2 for two, phi(W1 x + b1) for one.
 *
 * <p>Tensors of a block: W1, b1, W2, b2, ..., gain and shift of its normalization, scale where it
 * is learned. Layer 0 is the projection.
 *
 * @param branch weight layers of a branch
 */
public record ResidualBlocks(NormPlace norm, int branch, BranchScale scale)
    implements Architecture {
  @Override
  public ArchitectureKind kind() {
    return ArchitectureKind.RESIDUAL_BLOCKS;
  }

  @Override
  public List<Object> values() {
    return List.of(norm.toString(), branch, scale.toString());
  }

  @Override
  public List<LayerSite> sites(NetworkSize size) {
    int n = size.width();
    var sites = new ArrayList<LayerSite>();
    sites.add(Sums.layer(0, "projection", size.input().size(), n, size.bias(), 1));
    for (int block = 1; block <= size.depth(); block++) {
      var tensors = new ArrayList<TensorSite>();
      for (int layer = 1; layer <= branch; layer++) {
        double factor = scale.weights(size.depth(), layer, branch);
        for (TensorSite tensor : Sums.tensors(String.valueOf(layer), n, n, size.bias())) {
          tensors.add(tensor.role() == TensorRole.WEIGHTS ? tensor.times(factor) : tensor);
        }
      }
      if (norm != NormPlace.NONE) {
        tensors.add(TensorSite.gain("gain", n));
        tensors.add(TensorSite.shift("shift", n));
      }
      if (scale.learned()) {
        tensors.add(TensorSite.scale("scale", scale.start()));
      }
      sites.add(new LayerSite(block, "block", tensors, 1));
    }
    sites.add(Blocks.output(size, norm));
    return sites;
  }

  @Override
  public Optional<String> refusal(InputShape input) {
    return Optional.empty();
  }

  @Override
  public Optional<String> misfit(int width) {
    return scale == BranchScale.FIXUP && branch == 1
        ? Optional.of("needs branch = 2 or more with scale = fixup, for its last layer starts at 0")
        : Optional.empty();
  }
}
