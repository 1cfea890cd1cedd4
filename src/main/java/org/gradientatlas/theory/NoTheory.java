package org.gradientatlas.theory;

/** A network that no theory here covers. */
public record NoTheory(String gap) implements Theory {
  @Override
  public Prediction predict() {
    return Prediction.none(gap);
  }
}
