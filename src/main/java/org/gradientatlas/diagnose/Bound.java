package org.gradientatlas.diagnose;

/**
 * A limit with a bad side. NaN never breaks it.
 *
 * @param above whether values above rather than below the limit break it
 * @param inclusive whether the limit itself breaks it
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

  /** Whether one value is further on the bad side than another. */
  boolean worse(double one, double other) {
    return above ? one > other : one < other;
  }
}
