package org.gradientatlas.report.page;

import java.util.Locale;
import org.gradientatlas.diagnose.Mechanism;

/** In which share of a study's networks gradients vanish and explode, and which share learns. */
final class NetworkShares {
  private final Report report;

  private NetworkShares(Report report) {
    this.report = report;
  }

  /** The shares as a clause, without a full stop. */
  static String of(Report report) {
    var shares = new NetworkShares(report);
    return report.trials() == 1 ? shares.ofOne() : shares.ofSeveral();
  }

  private String ofOne() {
    Mechanism of = report.cells().get(0).mechanisms().keySet().iterator().next();
    String mechanism = of.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (!report.trained()) {
      return "The one network of this study was not trained; its gradients in the probe: "
          + mechanism;
    }
    return "The one network of this study "
        + (report.cells().get(0).learned() == 1 ? "learned" : "did not learn: " + mechanism);
  }

  private String ofSeveral() {
    int learned = report.cells().stream().mapToInt(MapCell::learned).sum();
    int all = report.trials();
    return report.trained()
        ? "Of %,d networks, gradients %s, and %s learn"
            .formatted(all, gradients(), percent(learned, all))
        : "Nothing was trained: in the probes of %,d networks, gradients %s"
            .formatted(all, gradients());
  }

  private String gradients() {
    int all = report.trials();
    int unknown = count(Mechanism.NOT_EVALUABLE);
    if (unknown == all) {
      return "could be evaluated in none";
    }
    String vanish = percent(count(Mechanism.VANISHING), all);
    String explode = percent(count(Mechanism.EXPLODING), all);
    int infinite = count(Mechanism.NON_FINITE);
    String known = unknown == 0 ? "" : "could not be evaluated in %,d, ".formatted(unknown);
    return known
        + (infinite == 0
            ? "vanish in %s and explode in %s".formatted(vanish, explode)
            : "vanish in %s, explode in %s and become infinite in %s"
                .formatted(vanish, explode, percent(infinite, all)));
  }

  private int count(Mechanism mechanism) {
    return report.cells().stream()
        .mapToInt(cell -> cell.mechanisms().getOrDefault(mechanism, 0))
        .sum();
  }

  private static String percent(int part, int all) {
    return percent((double) part / all);
  }

  /** Rounds to 0 % only for none and to 100 % only for all. */
  static String percent(double share) {
    long rounded = Math.round(100 * share);
    if (rounded == 0 && share > 0) {
      return "less than 1 %";
    }
    return rounded == 100 && share < 1 ? "more than 99 %" : rounded + " %";
  }
}
