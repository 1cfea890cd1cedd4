package org.gradientatlas.report.page;

import java.util.Collection;
import java.util.List;
import org.gradientatlas.axis.architecture.Architecture.Profile;

/** The units of slopes in words: a layer, a block, a time step, or what some networks have. */
public final class SlopeUnit {
  private static final List<Profile> ORDER =
      List.of(Profile.LAYERS, Profile.BLOCKS, Profile.TIME_STEPS);

  private SlopeUnit() {}

  /** One of what a profile goes over. */
  public static String name(Profile over) {
    return switch (over) {
      case LAYERS -> "layer";
      case BLOCKS -> "block";
      case TIME_STEPS -> "time step";
    };
  }

  /** One of what some profiles go over: {@code layer, block or time step}. */
  public static String of(Collection<Profile> overs) {
    List<String> names = names(overs);
    int last = names.size() - 1;
    return last < 1
        ? names.stream().findFirst().orElse(name(Profile.LAYERS))
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  /** The names of all, each once, layers first. */
  public static List<String> names(Collection<Profile> overs) {
    return ORDER.stream().filter(overs::contains).map(SlopeUnit::name).toList();
  }
}
