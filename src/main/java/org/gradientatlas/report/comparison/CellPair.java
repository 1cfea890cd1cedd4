package org.gradientatlas.report.comparison;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.measure.Interval;

/**
 * A cell of two studies.
 *
 * @param values by axis
 * @param a its networks in the first study; none if the cell is in the second one alone
 * @param b its networks in the second study
 * @param outcome B minus A of what is compared
 * @param slope B minus A of the slope of the gradient
 */
public record CellPair(
    Map<String, String> values,
    List<Trained> a,
    List<Trained> b,
    Interval outcome,
    Interval slope) {

  static CellPair of(
      Map<String, String> values,
      List<Trained> a,
      List<Trained> b,
      Pairing pairing,
      ToDoubleFunction<Trained> outcome) {
    ToDoubleFunction<Trained> slope =
        slopesOver(a, b).size() > 1 ? network -> Double.NaN : Trained::slope;
    return new CellPair(
        values, a, b, pairing.difference(a, b, outcome), pairing.difference(a, b, slope));
  }

  /** Decades a layer and decades a time step have no difference. */
  private static Set<String> slopesOver(List<Trained> a, List<Trained> b) {
    return Stream.concat(a.stream(), b.stream())
        .map(network -> network.over().label())
        .collect(Collectors.toSet());
  }

  boolean isShared() {
    return !a.isEmpty() && !b.isEmpty();
  }

  /** How many shared networks are the same trial. */
  int same() {
    return (int)
        a.stream().filter(one -> b.stream().anyMatch(other -> other.id().equals(one.id()))).count();
  }

  /** Whether more than half of the networks learned. */
  static boolean learns(List<Trained> networks) {
    return 2 * networks.stream().filter(one -> one.verdict() == OutcomeVerdict.LEARNED).count()
        > networks.size();
  }
}
