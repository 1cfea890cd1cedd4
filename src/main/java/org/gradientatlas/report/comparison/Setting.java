package org.gradientatlas.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * A key in which two studies differ.
 *
 * @param a its value in the first study; empty if that has no such key
 * @param b its value in the second study
 */
public record Setting(String key, String a, String b) {
  /** They decide no trial. */
  private static final Set<String> IDLE = Set.of("study.name", "claims");

  private static final List<String> IDLE_SECTIONS = List.of("publication.", "commit.");

  /** The keys that decide trials and have different values. */
  static List<Setting> differing(SortedMap<String, String> a, SortedMap<String, String> b) {
    var keys = new TreeSet<>(a.keySet());
    keys.addAll(b.keySet());
    keys.removeAll(IDLE);
    keys.removeIf(key -> IDLE_SECTIONS.stream().anyMatch(key::startsWith));
    var differing = new ArrayList<Setting>();
    for (String key : keys) {
      if (!Objects.equals(a.get(key), b.get(key))) {
        differing.add(new Setting(key, a.getOrDefault(key, ""), b.getOrDefault(key, "")));
      }
    }
    return differing;
  }

  /** Whether it is about data. */
  boolean isData() {
    return key.startsWith("data.") || key.contains(": data.");
  }
}
