package org.gradientatlas.study.file;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientatlas.axis.Choice;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.problem.InvalidValueException;

/**
 * Checks the normalizations and skips of a block against its other axes.
 *
 * @param grid the block
 */
record RemedyCheck(Section grid) {

  void checkEngines(
      List<EngineKind> engines,
      Collection<Normalization> normalizations,
      Collection<Variant<Residual>> residuals) {
    for (EngineKind engine : engines) {
      normalizations.forEach(
          n -> checkEngine(engine, "normalization", n, Normalization.values(), e -> e::has));
      residuals.stream()
          .map(Variant::type)
          .distinct()
          .forEach(r -> checkEngine(engine, "residual", r, Residual.values(), e -> e::has));
    }
  }

  private <T extends Choice> void checkEngine(
      EngineKind engine, String key, T value, T[] all, Function<EngineKind, Predicate<T>> has) {
    if (!has.apply(engine).test(value)) {
      String allowed = labels(Arrays.stream(all).filter(has.apply(engine)));
      String others =
          labels(Arrays.stream(EngineKind.values()).filter(e -> has.apply(e).test(value)));
      grid.problem(
          key,
          new InvalidValueException(
              value.label(),
              "engine %s has no such %s; allowed: %s (engine %s has it)"
                  .formatted(engine.label(), key, allowed, others)));
    }
  }

  private static String labels(Stream<? extends Choice> choices) {
    return choices.map(Choice::label).collect(Collectors.joining(", "));
  }

  /** A group of one value normalizes to 0, whatever the value. */
  void checkGroups(
      Collection<Normalization> normalizations,
      Collection<Integer> batchSizes,
      Collection<Integer> widths) {
    if (normalizations.contains(Normalization.BATCH)) {
      checkGroup("batch-size", batchSizes, Normalization.BATCH);
    }
    if (normalizations.contains(Normalization.LAYER)) {
      checkGroup("width", widths, Normalization.LAYER);
    }
  }

  private void checkGroup(String key, Collection<Integer> sizes, Normalization normalization) {
    if (sizes.contains(1)) {
      grid.problem(
          key,
          new InvalidValueException(
              "1", "must be at least 2 for normalization " + normalization.label()));
    }
  }
}
