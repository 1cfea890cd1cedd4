package org.gradientatlas.axis;

import java.util.List;

/** A named, possibly parameterized value of an axis. Implemented by enums only. */
public interface Choice {
  /** The name in study files and tables, for example {@code leaky-relu}. */
  String label();

  /** The parameters that a value of this name takes, in the order in which its label lists them. */
  default List<Parameter> parameters() {
    return List.of();
  }
}
