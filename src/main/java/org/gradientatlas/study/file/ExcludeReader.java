package org.gradientatlas.study.file;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.study.Exclusion;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.hocon.Problems;
import org.gradientatlas.study.hocon.Written;
import org.gradientatlas.study.value.ValueType;

/** Reads {@code exclude} and finds the trials it excludes. */
final class ExcludeReader {
  private static final String KEY = "exclude";

  private final Section root;
  private final Problems problems;

  ExcludeReader(Section root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  /** The predicates, as written. */
  List<String> predicates() {
    return elements().stream().map(e -> String.valueOf(e.unwrapped())).toList();
  }

  private List<ConfigValue> elements() {
    return ValueType.elements(root.value(KEY));
  }

  /** The grid without excluded trials; unchanged if there is any problem. */
  Grid apply(Grid grid) {
    if (elements().isEmpty()) {
      return grid;
    }
    try (var predicates = new Predicates(grid.blocks().get(0).allColumns())) {
      for (ConfigValue element : elements()) {
        attempt(element, () -> check(predicates, element));
      }
      return problems.none() ? evaluate(predicates, grid) : grid;
    }
  }

  private static void check(Predicates predicates, ConfigValue element)
      throws InvalidValueException {
    if (element.valueType() != ConfigValueType.STRING) {
      throw new InvalidValueException(Written.value(element), "must be an SQL predicate in quotes");
    }
    predicates.check((String) element.unwrapped());
  }

  private Grid evaluate(Predicates predicates, Grid grid) {
    var excluded = new BitSet();
    var exclusions = new ArrayList<Exclusion>();
    for (ConfigValue element : elements()) {
      attempt(
          element,
          () -> {
            String predicate = (String) element.unwrapped();
            BitSet matched = predicates.matching(predicate, grid);
            int before = excluded.cardinality();
            excluded.or(matched);
            exclusions.add(
                new Exclusion(predicate, matched.cardinality(), excluded.cardinality() - before));
          });
    }
    if (excluded.cardinality() == grid.size()) {
      problems.add(KEY, "", "leaves no trial");
    }
    return grid.without(exclusions, excluded);
  }

  private interface Step {
    void run() throws InvalidValueException;
  }

  private void attempt(ConfigValue element, Step step) {
    try {
      step.run();
    } catch (InvalidValueException e) {
      problems.add(KEY, element.origin(), e);
    }
  }
}
