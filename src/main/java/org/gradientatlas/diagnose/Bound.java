package org.gradientatlas.diagnose;

/**
 * A limit, and the side of it on which something is wrong. NaN breaks none.
 *
 * @param above whether too much is wrong, rather than too little
 * @param inclusive whether the limit itself is wrong
 */
record Bound(double limit, boolean above, boolean inclusive) {
  static Bound above(double limit) {
    return new Bound(limit, true, false);
  }

  static Bound atLeast(double limit) {
    return new Bound(limit, true, true);
  }

  static Bound below(double limit) {
    return new Bound(limit, false, false);
  }

  boolean brokenBy(double value) {
    return (inclusive && value == limit) || (above ? value > limit : value < limit);
  }

  /** Whether one value is further on the wrong side than another. */
  boolean worse(double one, double other) {
    return above ? one > other : one < other;
  }
}
