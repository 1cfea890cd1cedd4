package org.gradientatlas.report.text;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.gradientatlas.axis.Label;

/**
 * Labels cut to a width so that they still differ: {@code residual-blocks(norm=none,scale=fixup)}
 * becomes {@code residual-blocks(~,scale=fixup)}. The end of a label is what mostly tells it from
 * others.
 */
public final class CutLabels {
  private static final String CUT = "~";

  /** Shares of what is kept that are its end. */
  private static final double[] ENDS = {0.6, 0.4, 0.8, 0.2, 1};

  private CutLabels() {}

  /**
   * Label to text of at most so many characters. Where no cut tells all labels apart, two may be
   * alike.
   *
   * @param most at least 3
   */
  public static Map<String, String> of(Collection<String> labels, int most) {
    List<Map<String, String>> ways =
        Stream.concat(
                Stream.of(each(labels, most, label -> withoutFirst(label, most))),
                DoubleStream.of(ENDS)
                    .mapToObj(end -> each(labels, most, label -> middle(label, most, end))))
            .toList();
    return ways.stream()
        .filter(texts -> new HashSet<>(texts.values()).size() == texts.size())
        .findFirst()
        .orElse(ways.get(0));
  }

  private static Map<String, String> each(
      Collection<String> labels, int most, UnaryOperator<String> cut) {
    var texts = new LinkedHashMap<String, String>();
    labels.forEach(label -> texts.put(label, label.length() <= most ? label : cut.apply(label)));
    return texts;
  }

  /** Without as few of its first settings as it takes. */
  private static String withoutFirst(String label, int most) {
    Label parts = Label.of(label);
    List<String> settings = parts.parameters();
    for (int i = 1; i < settings.size(); i++) {
      String text =
          parts.name()
              + "("
              + CUT
              + ","
              + String.join(",", settings.subList(i, settings.size()))
              + ")";
      if (text.length() <= most) {
        return text;
      }
    }
    return middle(label, most, ENDS[0]);
  }

  private static String middle(String label, int most, double share) {
    int end = (int) Math.round((most - 1) * share);
    return label.substring(0, most - 1 - end) + CUT + label.substring(label.length() - end);
  }
}
