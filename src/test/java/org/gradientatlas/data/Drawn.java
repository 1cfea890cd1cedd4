package org.gradientatlas.data;

/** Raw examples as arrays. */
public final class Drawn {
  private Drawn() {}

  /** All examples, in their order and unscaled. */
  public static Dataset dataset(RawData raw) {
    return new Dataset(features(raw), raw.shape(), raw.targets());
  }

  /** Row-major, rounded to float32. */
  public static float[] features(RawData raw) {
    float[] features = new float[raw.features().length()];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) raw.features().get(i);
    }
    return features;
  }

  /** Row-major; one-hot for classes. */
  public static double[] targets(Targets targets) {
    double[] all = new double[targets.size() * targets.width()];
    for (int i = 0; i < targets.size(); i++) {
      targets.copy(i, all, i * targets.width());
    }
    return all;
  }
}
