package org.gradientatlas.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.report.page.ClassLook;

/**
 * How many networks of two studies are of a class.
 *
 * @param a in all cells of the first study
 * @param b in all cells of the second study
 * @param sharedA in the shared cells of the first study
 * @param sharedB in the shared cells of the second study
 */
public record Tally(ClassLook look, String name, int a, int b, int sharedA, int sharedB) {

  /** The outcome verdicts that occur. */
  static List<Tally> verdicts(Comparison comparison) {
    return of(comparison, OutcomeVerdict.values(), Trained::verdict, ClassLook::of);
  }

  /** The mechanisms that occur. */
  static List<Tally> mechanisms(Comparison comparison) {
    return of(comparison, Mechanism.values(), Trained::mechanism, ClassLook::of);
  }

  private static <E extends Enum<E>> List<Tally> of(
      Comparison comparison, E[] classes, Function<Trained, E> of, Function<E, ClassLook> look) {
    var tallies = new ArrayList<Tally>();
    for (E each : classes) {
      Function<List<Trained>, Long> count =
          networks -> networks.stream().filter(one -> of.apply(one) == each).count();
      int a = sum(comparison.cells(), cell -> count.apply(cell.a()));
      int b = sum(comparison.cells(), cell -> count.apply(cell.b()));
      if (a + b > 0) {
        List<CellPair> shared = comparison.shared();
        tallies.add(
            new Tally(
                look.apply(each),
                each.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                a,
                b,
                sum(shared, cell -> count.apply(cell.a())),
                sum(shared, cell -> count.apply(cell.b()))));
      }
    }
    return tallies;
  }

  private static int sum(List<CellPair> cells, Function<CellPair, Long> count) {
    return Math.toIntExact(cells.stream().mapToLong(count::apply).sum());
  }
}
