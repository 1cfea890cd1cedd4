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
  private static final int CHANGE = 52;

  private static final String HEAD =
      "\nStrongest effects of changing one axis alone, second minus first, mean over pairs of"
          + " cells\n(%s):\n";

  private static final String CLEAR = "clear: pairs whose 95 %% interval of %s excludes 0";

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
    String slope = "slope: decades a " + SlopeUnit.of(over);
    return effects.stream().allMatch(effect -> Double.isNaN(effect.score()))
        ? HEAD.formatted(slope) + slopes(effects) + "\n"
        : HEAD.formatted((layers ? "" : slope + ";\n") + clear(classifies))
            + scores(effects, classifies ? "accuracy" : "R2", layers ? "decades/layer" : "slope")
            + "\n";
  }

  private static String clear(boolean classifies) {
    return classifies
        ? CLEAR.formatted("the accuracy") + ";\nnetworks that diverge have no accuracy"
        : CLEAR.formatted("R2") + "; R2 below 0 counts as 0";
  }

  private static TextTable scores(List<Effect> effects, String score, String slope) {
    var table =
        TextTable.of(
            left("", CHANGE),
            right(score, 9),
            right(slope, 13),
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
    return table;
  }

  /** Of probes alone, which have no score. */
  private static TextTable slopes(List<Effect> effects) {
    var table = TextTable.of(left("", CHANGE), right("slope", 13), right("pairs", 6));
    for (Effect effect : effects) {
      table.add(effect.change(), number("%+.4f", effect.slope()), Integer.toString(effect.cells()));
    }
    return table;
  }

  private static String number(String format, double number) {
    return Double.isNaN(number) ? "." : String.format(Locale.ROOT, format, number);
  }
}
