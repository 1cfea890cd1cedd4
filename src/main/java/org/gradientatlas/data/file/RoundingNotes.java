package org.gradientatlas.data.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradientatlas.data.NumberArray;
import org.gradientatlas.data.RawData;

/** Says which features lose differences when they are rounded to float32 as they are. */
public final class RoundingNotes {
  private final StoredData data;

  public RoundingNotes(StoredData data) {
    this.data = data;
  }

  /** A sentence for each column of which different numbers become one. */
  public List<String> lines() {
    RawData raw = data.raw();
    var lines = new ArrayList<String>();
    if (raw.features() instanceof NumberArray.Floats) {
      return lines;
    }
    for (int column = 0; column < raw.width(); column++) {
      Set<Double> exact = new HashSet<>();
      Set<Float> rounded = new HashSet<>();
      for (int example = 0; example < raw.size(); example++) {
        exact.add(raw.feature(example, column));
        rounded.add((float) raw.feature(example, column));
      }
      if (rounded.size() < exact.size()) {
        lines.add(
            "%s, %s: %d different numbers become %d as float32; data.standardize = true keeps them"
                    .formatted(
                        data.name(), data.columns().apply(column), exact.size(), rounded.size())
                + " apart");
      }
    }
    return lines;
  }
}
