package org.gradientatlas.axis.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradientatlas.axis.EngineKind;

/** A stack of fully connected layers, which takes any input as a row of numbers. */
public record Dense() implements Architecture {
  /** The default, left out of trial ids. */
  public static final Architecture STACK = new Dense();

  @Override
  public ArchitectureKind kind() {
    return ArchitectureKind.DENSE;
  }

  @Override
  public List<Object> values() {
    return List.of();
  }

  @Override
  public List<LayerSite> sites(NetworkSize size) {
    var sites = new ArrayList<LayerSite>();
    int fanIn = size.input().size();
    for (int layer = 1; layer <= size.depth(); layer++) {
      sites.add(Sums.layer(layer, "dense", fanIn, size.width(), size.bias(), 1));
      fanIn = size.width();
    }
    sites.add(Sums.output(size, fanIn));
    return sites;
  }

  @Override
  public Optional<String> refusal(InputShape input) {
    return Optional.empty();
  }

  @Override
  public boolean isTrainedBy(EngineKind engine) {
    return true;
  }
}
