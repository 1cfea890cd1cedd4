package org.gradientatlas.spark.summary;

import static org.gradientatlas.report.text.TextColumn.left;
import static org.gradientatlas.report.text.TextColumn.right;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gradientatlas.axis.architecture.Architecture.Profile;
import org.gradientatlas.report.page.SlopeUnit;
import org.gradientatlas.report.text.TextTable;

/** Effects as text, one per line. */
final class EffectText {
  private static final String HEAD =
      "\n"
          + "Strongest effects of changing one axis alone, second minus first, mean over pairs of"
          + " cells\n"
          + "(%sclear: pairs whose 95 %% interval of %s excludes 0%s):\n";

  private EffectText() {}

  /**
   * The effects as a text table; empty without effects.
   *
   * @param classifies whether accuracy is what counts, and not R2
   * @param over what slopes are decades of
   */
  static String of(List<Effect> effects, boolean classifies, Set<Profile> over) {
    if (effects.isEmpty()) {
      return "";
    }
    boolean layers = Set.of(Profile.LAYERS).containsAll(over);
    var table =
        TextTable.of(
            left("", 52),
            right(classifies ? "accuracy" : "R2", 9),
            right(layers ? "decades/layer" : "slope", 13),
            right("pairs", 6),
            right("clear", 6));
    for (Effect effect : effects) {
      table.add(
          effect.change(),
          number("%+.3f", effect.score()),
          number("%+.4f", effect.slope()),
          Integer.toString(effect.cells()),
          Integer.toString(effect.clear()));
    }
    String slope = layers ? "" : "slope: decades a " + SlopeUnit.of(over) + ";\n";
    String head =
        classifies
            ? HEAD.formatted(slope, "the accuracy", "")
            : HEAD.formatted(slope, "R2", "; R2 below 0 counts as 0");
    return head + table + "\n";
  }

  private static String number(String format, double number) {
    return Double.isNaN(number) ? "." : String.format(Locale.ROOT, format, number);
  }
}
