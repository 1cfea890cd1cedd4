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
          + "(clear: pairs whose 95 % interval of the accuracy excludes 0):\n";

  private EffectText() {}

  /** The effects as a text table; empty without effects. */
  static String of(List<Effect> effects) {
    if (effects.isEmpty()) {
      return "";
    }
    var table =
        TextTable.of(
            left("", 52),
            right("accuracy", 9),
            right("decades/layer", 13),
            right("pairs", 6),
            right("clear", 6));
    for (Effect effect : effects) {
      table.add(
          effect.change(),
          number("%+.3f", effect.accuracy()),
          number("%+.4f", effect.slope()),
          Integer.toString(effect.cells()),
          Integer.toString(effect.clear()));
    }
    return HEAD + table + "\n";
  }

  private static String number(String format, double number) {
    return Double.isNaN(number) ? "." : String.format(Locale.ROOT, format, number);
  }
}
