package org.gradientatlas.diagnose;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Diagnoses that no trial may have.
 *
 * @param names mechanisms, outcome verdicts and rules
 */
public record Gate(Set<String> names) implements Serializable {

  /** All valid names. */
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
