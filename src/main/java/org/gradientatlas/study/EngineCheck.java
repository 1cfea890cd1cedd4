package org.gradientatlas.study;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.gradientatlas.axis.Choice;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;

/**
 * Whether the engines of a block can train what its axes ask for.
 *
 * @param grid the block
 */
record EngineCheck(Section grid, List<EngineKind> engines) {

  void check(List<Normalization> normalizations, List<Variant<Residual>> residuals) {
    for (EngineKind engine : engines) {
      check(engine, "normalization", Normalization.values(), normalizations, engine::has);
      List<Residual> types = residuals.stream().map(Variant::type).distinct().toList();
      check(engine, "residual", Residual.values(), types, engine::has);
    }
  }

  private <T extends Choice> void check(
      EngineKind engine, String key, T[] all, List<T> wanted, Predicate<T> has) {
    String allowed =
        Arrays.stream(all).filter(has).map(Choice::label).collect(Collectors.joining(", "));
    wanted.stream()
        .filter(has.negate())
        .map(
            value ->
                new Refused(
                    value.label(),
                    "engine %s has no such %s; allowed: %s"
                        .formatted(engine.label(), key, allowed)))
        .forEach(refused -> grid.problem(key, refused));
  }
}
