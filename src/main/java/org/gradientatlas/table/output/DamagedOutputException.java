package org.gradientatlas.table.output;

import java.io.IOException;
import java.util.List;

/** Files of committed waves are damaged. The message says how to repair them. */
public final class DamagedOutputException extends IOException {
  private static final long serialVersionUID = 1;

  /** How many damages the message lists. */
  private static final int MOST_TOLD = 5;

  DamagedOutputException(StudyDirectory directory, List<Damage> damages) {
    super(text(directory, damages));
  }

  private static String text(StudyDirectory directory, List<Damage> damages) {
    var text = new StringBuilder("The output is damaged:\n");
    damages.stream()
        .limit(MOST_TOLD)
        .forEach(damage -> text.append("  ").append(damage.text(directory)).append('\n'));
    if (damages.size() > MOST_TOLD) {
      text.append("  and %d more%n".formatted(damages.size() - MOST_TOLD));
    }
    return text
        + "Drop what is damaged with\n  jobs/doctor --out %s --repair\n".formatted(directory.root())
        + "and run the study again: it trains the trials that were dropped, and no others.";
  }
}
