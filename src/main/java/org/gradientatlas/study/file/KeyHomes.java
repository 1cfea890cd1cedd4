package org.gradientatlas.study.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import java.util.List;
import org.gradientatlas.study.hocon.Source;
import org.jspecify.annotations.Nullable;

/** Finds the section where a key belongs that stands in another one. */
final class KeyHomes {
  private static final List<String> SECTIONS =
      List.of("study", "grid", "training", "train", "data", "commit", "publication");

  private KeyHomes() {}

  /** The full path of the key; null if it stands in no section of a study, or belongs to none. */
  static @Nullable String of(String section, String key) {
    if (!section.isEmpty() && !SECTIONS.contains(section.replaceFirst("\\[.*", ""))) {
      return null;
    }
    Config defaults = Source.defaults();
    for (String home : SECTIONS) {
      if (defaults.getObject(home).containsKey(key)) {
        return home + "." + key;
      }
    }
    boolean ofData =
        defaults.getObject(StudyReader.DATA_TYPES).values().stream()
            .anyMatch(type -> ((ConfigObject) type).containsKey(key));
    return ofData ? "data." + key : null;
  }
}
