package org.gradientatlas.axis;

/** The floating-point type in which a network is trained. */
public enum Precision implements Choice {
  /** 32 bits. The smallest positive normal number is 1.18e-38. */
  FLOAT32("float32", Float.MIN_NORMAL),
  /** 64 bits. The smallest positive normal number is 2.23e-308. */
  FLOAT64("float64", Double.MIN_NORMAL);

  private final String label;
  private final double smallestNormal;

  Precision(String label, double smallestNormal) {
    this.label = label;
    this.smallestNormal = smallestNormal;
  }

  /** The smallest positive normal number; nonzero numbers closer to 0 are subnormal. */
  public double smallestNormal() {
    return smallestNormal;
  }

  /** The nearest number of this precision. */
  public double round(double value) {
    return this == FLOAT32 ? (float) value : value;
  }

  @Override
  public String label() {
    return label;
  }
}
