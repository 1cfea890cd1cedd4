package org.gradientatlas.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What two studies have in common, and how far they can be compared for that.
 *
 * @param data whether both were trained on the same data
 * @param seed whether both draw from the same seed
 * @param outcome what is compared
 * @param statements the same for readers
 */
public record Grounds(boolean data, boolean seed, Outcome outcome, List<Statement> statements) {
  private static final String SEED = "study.seed";

  /** They say which networks repeat a cell, and how many. */
  private static final Set<String> REPEATING = Set.of(SEED, "study.replicates");

  /** What of a trained network is compared. */
  public enum Outcome {
    ACCURACY,
    LOSS,
    /** The one classifies and the other does not, or their losses are different functions. */
    NOTHING
  }

  /**
   * A statement.
   *
   * @param same whether it says that something is the same
   */
  public record Statement(boolean same, String topic, String text) {}

  static Grounds of(Compared a, Compared b, List<Setting> differing, List<String> axes) {
    List<Setting> others = differing.stream().filter(setting -> !isAxis(setting, axes)).toList();
    List<Setting> data = others.stream().filter(Setting::isData).toList();
    List<String> files = changed(a, b);
    boolean sameData = data.isEmpty() && files.isEmpty();
    boolean sameSeed = a.setting(SEED).equals(b.setting(SEED));
    var statements = new ArrayList<Statement>();
    statements.add(new Statement(sameData, "Data", data(data, files)));
    statements.add(new Statement(sameSeed, "Seeds", seeds(a, b, sameData, sameSeed)));
    Outcome outcome = outcome(a, b, differing, axes);
    statements.add(new Statement(outcome != Outcome.NOTHING, "Outcome", text(outcome)));
    boolean sameKernel = a.kernels().equals(b.kernels());
    statements.add(new Statement(sameKernel, "Rounding", kernels(a, b, sameKernel)));
    List<String> rest =
        others.stream()
            .filter(setting -> !setting.isData() && !REPEATING.contains(setting.key()))
            .map(Setting::key)
            .toList();
    statements.add(new Statement(rest.isEmpty(), "Other settings", rest(rest, sameData)));
    return new Grounds(sameData, sameSeed, outcome, statements);
  }

  /** Trials of one replicate share data and base draws: their difference is paired. */
  boolean paired() {
    return data && seed;
  }

  /** A key of the study file is written with hyphens, the column of an axis with underscores. */
  private static boolean isAxis(Setting setting, List<String> axes) {
    String key = setting.key().replaceFirst("^block \\d+: ", "");
    return axes.contains(key) || axes.contains(key.replace('-', '_'));
  }

  private static List<String> changed(Compared a, Compared b) {
    var names = new TreeSet<>(a.digests().keySet());
    names.retainAll(b.digests().keySet());
    names.removeIf(name -> Objects.equals(a.digests().get(name), b.digests().get(name)));
    return List.copyOf(names);
  }

  private static String data(List<Setting> differing, List<String> files) {
    if (!files.isEmpty()) {
      return "Different: %s had other numbers when B was trained.".formatted(list(files));
    }
    return differing.isEmpty()
        ? "The same data."
        : "Different: %s. Accuracies and losses are about different tasks."
            .formatted(list(differing.stream().map(Setting::key).toList()));
  }

  private static String seeds(Compared a, Compared b, boolean sameData, boolean sameSeed) {
    if (!sameSeed) {
      return ("Different: study.seed is %s in A and %s in B. Networks are compared as independent"
              + " samples, by Welch's interval.")
          .formatted(a.setting(SEED), b.setting(SEED));
    }
    return sameData
        ? "The same seed: networks of one replicate share data and base draws, and are compared in"
            + " pairs."
        : "The same seed, but not the same data: networks are compared as independent samples, by"
            + " Welch's interval.";
  }

  private static Outcome outcome(
      Compared a, Compared b, List<Setting> differing, List<String> axes) {
    if (a.classifies() && b.classifies()) {
      return Outcome.ACCURACY;
    }
    boolean otherLoss =
        !axes.contains("loss")
            && differing.stream().anyMatch(setting -> setting.key().endsWith("loss"));
    return a.classifies() == b.classifies() && !otherLoss ? Outcome.LOSS : Outcome.NOTHING;
  }

  private static String text(Outcome outcome) {
    return switch (outcome) {
      case ACCURACY ->
          "The final accuracy is compared; a network that diverged counts as one of 0.";
      case LOSS -> "The final loss is compared; a network that diverged has none.";
      case NOTHING ->
          "Not comparable: the one has an accuracy and the other has none, or their"
              + " losses are different functions. Gradients are compared alone.";
    };
  }

  private static String kernels(Compared a, Compared b, boolean same) {
    return same
        ? "The same BLAS kernel: equal settings give equal numbers."
        : "Different BLAS kernels, %s in A and %s in B: equal settings may differ by rounding."
            .formatted(list(a.kernels()), list(b.kernels()));
  }

  private static String rest(List<String> keys, boolean sameData) {
    return switch (keys.size()) {
      case 0 -> "No other setting differs.";
      case 1 ->
          (sameData
                  ? "One differs: %s. A difference in a cell beyond chance is due to it."
                  : "One differs besides: %s. A difference in a cell may be due to it or to the"
                      + " data.")
              .formatted(list(keys));
      default ->
          "%d differ: %s. A difference in a cell may be due to any of them."
              .formatted(keys.size(), list(keys));
    };
  }

  private static String list(List<String> names) {
    return names.stream().collect(Collectors.joining(", "));
  }
}
