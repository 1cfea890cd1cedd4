package org.gradientatlas.spark.summary;

import static org.gradientatlas.report.text.TextColumn.left;
import static org.gradientatlas.report.text.TextColumn.right;

import java.util.List;
import java.util.Locale;
import org.gradientatlas.report.text.TextTable;

/** Effects as text, one per line. */
final class EffectText {
  private static final String HEAD =
      "\n"
          + "Strongest effects of changing one axis alone, second minus first, mean over pairs of"
          + " cells\n"
          + "(clear: pairs whose 95 %% interval of %s excludes 0%s):\n";

  private EffectText() {}

  /**
   * The effects as a text table; empty without effects.
   *
   * @param classifies whether accuracy is what counts, and not R2
   */
  static String of(List<Effect> effects, boolean classifies) {
    if (effects.isEmpty()) {
      return "";
    }
    var table =
        TextTable.of(
            left("", 52),
            right(classifies ? "accuracy" : "R2", 9),
            right("decades/layer", 13),
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
    String head =
        classifies
            ? HEAD.formatted("the accuracy", "")
            : HEAD.formatted("R2", "; R2 below 0 counts as 0");
    return head + table + "\n";
  }

  private static String number(String format, double number) {
    return Double.isNaN(number) ? "." : String.format(Locale.ROOT, format, number);
  }
}
