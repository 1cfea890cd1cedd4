package org.gradientatlas.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the known name that was probably meant. */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name with the smallest edit distance; null if more than a third of the letters
   * differ.
   */
  public static @Nullable String of(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(k -> distance(name, k)))
        .filter(k -> distance(name, k) <= most(Math.max(name.length(), k.length())))
        .orElse(null);
  }

  /** Two letters of three are no slip. */
  private static int most(int letters) {
    return letters <= 3 ? 1 : Math.max(2, letters / 3);
  }

  /** Optimal string alignment distance: insertions, deletions, substitutions and transpositions. */
  static int distance(String from, String to) {
    String a = plain(from);
    String b = plain(to);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(int[][] d, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }

  /** Ignores letter case, dashes and underscores. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
