package org.gradientatlas.recipe;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What matters most in a study, in a sentence or two. */
public final class ImportanceText {
  /** Less is not worth a word. */
  private static final double LEAST_SHARE = 0.01;

  private static final int MOST_AXES = 3;

  private ImportanceText() {}

  /** The axes that matter most, and the pair that does. */
  public static String of(Importance importance) {
    String measure = importance.classifies() ? "accuracy" : "whether a network learns";
    List<Importance.Axis> axes =
        importance.axes().stream().filter(axis -> axis.share() >= LEAST_SHARE).toList();
    String most =
        axes.isEmpty()
            ? "No axis alone explains how %s varies over the grid".formatted(measure)
            : "What matters most for %s is %s".formatted(measure, list(axes));
    return most
        + pair(importance)
        + chance(importance)
        + "."
        + exactness(importance)
        + tangled(importance);
  }

  private static String list(List<Importance.Axis> axes) {
    String first = name(axes.get(0).axis()) + ", which explains " + percent(axes.get(0).share());
    if (axes.size() == 1) {
      return first + " of its variance over the grid";
    }
    return axes.stream()
        .skip(1)
        .limit(MOST_AXES - 1)
        .map(axis -> name(axis.axis()) + " " + percent(axis.share()))
        .collect(Collectors.joining(", ", first + " of its variance over the grid (", ")"));
  }

  private static String pair(Importance importance) {
    if (importance.pairs().isEmpty() || importance.pairs().get(0).share() < LEAST_SHARE) {
      return "";
    }
    Importance.Pair pair = importance.pairs().get(0);
    return "; %s and %s together explain %s more than each alone"
        .formatted(name(pair.a()), name(pair.b()), percent(pair.share()));
  }

  private static String chance(Importance importance) {
    return importance.chance() < LEAST_SHARE
        ? ""
        : "; chance explains " + percent(importance.chance());
  }

  private static String exactness(Importance importance) {
    return importance.exact()
        ? ""
        : " The grid lacks some combinations, so these shares are approximate and may overlap.";
  }

  /** Blocks of a grid may vary axes together only. */
  private static String tangled(Importance importance) {
    List<Importance.Axis> axes =
        importance.axes().stream()
            .filter(Importance.Axis::isTangled)
            .sorted(Comparator.comparingDouble(Importance.Axis::atMost).reversed())
            .toList();
    return axes.isEmpty()
        ? ""
        : " What varies together with other axes cannot be told from them: "
            + axes.stream()
                .limit(MOST_AXES)
                .map(axis -> name(axis.axis()) + " may explain up to " + percent(axis.atMost()))
                .collect(Collectors.joining(", "))
            + ".";
  }

  private static String name(String axis) {
    return axis.replace('_', ' ');
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * Math.min(1, share));
  }
}
