package org.gradientatlas.report.page;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;

/**
 * The look of a class of networks, on light and dark backgrounds. The colours are Okabe and Ito's,
 * which colour-blind readers can distinguish.
 *
 * @param colour as #rrggbb
 * @param sign a character shown on it, so that classes do not differ by colour only
 */
public record ClassLook(String colour, String sign) {
  private static final ClassLook UNKNOWN = new ClassLook("#C9CDD2", "?");

  /** The look of a mechanism. */
  public static ClassLook of(Mechanism mechanism) {
    return switch (mechanism) {
      case NON_FINITE -> new ClassLook("#CC79A7", "NaN");
      case EXPLODING -> new ClassLook("#D55E00", "▲");
      case DEAD -> new ClassLook("#8C8C8C", "†");
      case VANISHING -> new ClassLook("#0072B2", "▼");
      case SATURATED -> new ClassLook("#56B4E9", "S");
      case HEALTHY -> new ClassLook("#009E73", "✓");
      case NOT_EVALUABLE -> UNKNOWN;
    };
  }

  /** The look of an outcome verdict. */
  public static ClassLook of(OutcomeVerdict verdict) {
    return switch (verdict) {
      case DIVERGED -> new ClassLook("#D55E00", "▲");
      case NOT_LEARNING -> new ClassLook("#F0E442", "✗");
      case PARTLY_LEARNING -> new ClassLook("#E69F00", "~");
      case LEARNED -> new ClassLook("#009E73", "✓");
      case NOT_EVALUABLE -> UNKNOWN;
    };
  }

  /** The looks of all classes, by name. */
  public static Map<String, ClassLook> byName() {
    var looks = new LinkedHashMap<String, ClassLook>();
    for (Mechanism mechanism : Mechanism.values()) {
      looks.put(mechanism.name(), of(mechanism));
    }
    for (OutcomeVerdict verdict : OutcomeVerdict.values()) {
      looks.put(verdict.name(), of(verdict));
    }
    return looks;
  }
}
