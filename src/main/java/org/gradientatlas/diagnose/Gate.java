package org.gradientatlas.diagnose;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.gradientatlas.problem.InvalidValueException;

/**
 * Diagnoses that no trial may have.
 *
 * @param names mechanisms, outcome verdicts and rules
 */
public record Gate(Set<String> names) implements Serializable {

  /**
   * @throws IllegalArgumentException naming what is no mechanism, verdict or rule
   */
  public Gate {
    // In the order given, in which they are told.
    names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
    Set<String> known = known();
    names.forEach(name -> check(name, known));
  }

  private static void check(String name, Set<String> known) {
    if (!known.contains(name)) {
      var problem = InvalidValueException.unknown("mechanism, verdict or rule", name, known);
      String hint = problem.nearest() == null ? "" : "; did you mean " + problem.nearest() + "?";
      throw new IllegalArgumentException(problem.getMessage() + hint);
    }
  }

  /** All names that there are. */
  public static Set<String> known() {
    var known = new LinkedHashSet<String>();
    Arrays.stream(Mechanism.values()).forEach(mechanism -> known.add(mechanism.name()));
    Arrays.stream(OutcomeVerdict.values()).forEach(verdict -> known.add(verdict.name()));
    Arrays.stream(Rule.values()).forEach(rule -> known.add(rule.name()));
    return known;
  }

  /** Whether a trial has one of these diagnoses. */
  public boolean isHitBy(Diagnosis diagnosis) {
    return names.contains(diagnosis.mechanism().name())
        || names.contains(diagnosis.verdict().name())
        || diagnosis.fired().stream().anyMatch(names::contains);
  }
}
