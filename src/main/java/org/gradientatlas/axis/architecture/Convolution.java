package org.gradientatlas.axis.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Convolutional layers of {@code width} channels, then the average over all places, or all places
 * one after the other, to the outputs (Xiao 2018). Place x of a layer sums the places stride x + o
 * below it, for offsets o from -(kernel - 1)/2 on in each dimension. A layer keeps ceil(n / stride)
 * of n places in each dimension; a layer over 1 place keeps 1.
 *
 * @param kernel places in each dimension, odd
 * @param circular whether places beyond the border are those of the other side; zeros otherwise
 * @param dimensions 1 over a sequence or a row of numbers, 2 over an image
 * @param average whether the outputs read the average over all places
 */
public record Convolution(int kernel, int stride, boolean circular, int dimensions, boolean average)
    implements Architecture {
  @Override
  public ArchitectureKind kind() {
    return ArchitectureKind.CONVOLUTION;
  }

  @Override
  public List<Object> values() {
    return List.of(
        kernel,
        stride,
        circular ? "circular" : "zero",
        dimensions,
        average ? "average" : "flatten");
  }

  /** The input as places by channels; in one dimension the height is 1. */
  public InputShape.Image places(InputShape input) {
    if (dimensions == 2) {
      return (InputShape.Image) input;
    }
    return input instanceof InputShape.Sequence sequence
        ? new InputShape.Image(1, sequence.timeSteps(), sequence.features())
        : new InputShape.Image(1, input.size(), 1);
  }

  /** What a layer of so many channels makes of an image. */
  public InputShape.Image above(InputShape.Image below, int channels) {
    int rows = (below.height() + stride - 1) / stride;
    int columns = (below.width() + stride - 1) / stride;
    return new InputShape.Image(rows, columns, channels);
  }

  /** The number of places under one kernel. */
  public int volume() {
    return dimensions == 1 ? kernel : kernel * kernel;
  }

  @Override
  public List<LayerSite> sites(NetworkSize size) {
    var sites = new ArrayList<LayerSite>();
    InputShape.Image below = places(size.input());
    for (int layer = 1; layer <= size.depth(); layer++) {
      InputShape.Image above = above(below, size.width());
      var tensors = new ArrayList<TensorSite>();
      int rows = volume() * below.channels();
      tensors.add(
          new TensorSite(
              "W",
              TensorRole.WEIGHTS,
              rows,
              size.width(),
              rows,
              volume() * size.width(),
              true,
              0,
              1));
      if (size.bias()) {
        tensors.add(TensorSite.bias("b", size.width(), 0));
      }
      sites.add(new LayerSite(layer, "convolution", tensors, above.height() * above.width()));
      below = above;
    }
    sites.add(Sums.output(size, average ? size.width() : below.size()));
    return sites;
  }

  @Override
  public Optional<String> refusal(InputShape input) {
    return dimensions == 1 || input instanceof InputShape.Image
        ? Optional.empty()
        : Optional.of("needs images; dimensions = 1 takes sequences and rows");
  }

  @Override
  public Optional<String> misfit(int width) {
    return kernel % 2 == 0
        ? Optional.of("needs an odd kernel, not kernel = " + kernel)
        : Optional.empty();
  }
}
