package org.gradientatlas.axis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values of an axis as people read them: of numbers with many digits, as many as tell all
 * values apart, and of long labels no settings that all of one name share. {@code
 * scaled-normal(1.78571428571,0.0222222222222)} becomes {@code scaled-normal(1.79,0.0222)}, and
 * {@code transformer(heads=4,norm=post)} beside {@code transformer(heads=4)} becomes {@code
 * transformer(…,norm=post)}.
 */
public final class ShortLabels {
  /** A number of so few digits stays as it is. */
  private static final int SHORT = 4;

  /** A label of so few characters keeps all of its settings. */
  private static final int SHORT_LABEL = 20;

  private static final String SHARED = "…";
  private static final int LEAST = 3;
  private static final int MOST = 17;
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

  private ShortLabels() {}

  /** Value to short text; different values have different texts. */
  public static Map<String, String> of(Collection<String> values) {
    var parts = new LinkedHashMap<String, List<String>>();
    values.forEach(value -> parts.computeIfAbsent(value, ShortLabels::parts));
    int most = parts.values().stream().mapToInt(List::size).max().orElse(0);
    var shortened = new ArrayList<Map<String, String>>();
    for (int i = 0; i < most; i++) {
      shortened.add(shortest(at(i, parts.values())));
    }
    var texts = new LinkedHashMap<String, String>();
    parts.forEach(
        (value, its) ->
            texts.put(value, isBesideItsDefault(its, values) ? value : text(its, shortened)));
    return withoutShared(texts);
  }

  private static Map<String, String> withoutShared(Map<String, String> texts) {
    Map<String, List<Label>> byName =
        texts.values().stream().map(Label::of).collect(Collectors.groupingBy(Label::name));
    var shorter = new LinkedHashMap<String, String>();
    texts.forEach(
        (value, text) -> {
          Label label = Label.of(text);
          shorter.put(value, without(shared(byName.getOrDefault(label.name(), List.of())), label));
        });
    return shorter;
  }

  /** The settings that all labels of a name have, if there are several and one is long. */
  private static Set<String> shared(List<Label> labels) {
    if (labels.size() < 2
        || labels.stream().allMatch(label -> label.toString().length() <= SHORT_LABEL)) {
      return Set.of();
    }
    return labels.get(0).parameters().stream()
        .filter(setting -> setting.contains("="))
        .filter(setting -> labels.stream().allMatch(its -> its.parameters().contains(setting)))
        .collect(Collectors.toSet());
  }

  private static String without(Set<String> shared, Label label) {
    if (shared.isEmpty()) {
      return label.toString();
    }
    var rest = new ArrayList<>(label.parameters());
    rest.replaceAll(setting -> shared.contains(setting) ? SHARED : setting);
    int first = rest.indexOf(SHARED);
    rest.removeIf(SHARED::equals);
    rest.add(first, SHARED);
    return new Label(label.name(), rest).toString();
  }

  /** The name alone means defaults, which rounded parameters could be taken for. */
  private static boolean isBesideItsDefault(List<String> parts, Collection<String> values) {
    return parts.size() > 1 && values.contains(parts.get(0));
  }

  /** The name, or the number that a value is, and then the parameters. */
  private static List<String> parts(String value) {
    Label label = Label.of(value);
    var parts = new ArrayList<>(List.of(label.name()));
    parts.addAll(label.parameters());
    return parts;
  }

  private static Set<String> at(int place, Collection<List<String>> parts) {
    return parts.stream()
        .filter(its -> its.size() > place)
        .map(its -> its.get(place))
        .collect(Collectors.toSet());
  }

  private static Map<String, String> shortest(Set<String> texts) {
    for (int digits = LEAST; digits < MOST; digits++) {
      var shortened = new HashMap<String, String>();
      for (String text : texts) {
        shortened.put(text, rounded(text, digits));
      }
      if (new HashSet<>(shortened.values()).size() == texts.size()) {
        return shortened;
      }
    }
    return texts.stream().collect(Collectors.toMap(text -> text, text -> text));
  }

  private static String rounded(String text, int digits) {
    if (!NUMBER.matcher(text).matches()) {
      return text;
    }
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    int whole = number.precision() - number.scale();
    return number.precision() <= SHORT || number.scale() <= 0
        ? text
        : Variant.number(number.round(new MathContext(Math.max(digits, whole))).doubleValue());
  }

  private static String text(List<String> parts, List<Map<String, String>> shortened) {
    var texts = new ArrayList<String>();
    for (int i = 0; i < parts.size(); i++) {
      texts.add(shortened.get(i).getOrDefault(parts.get(i), parts.get(i)));
    }
    return new Label(texts.get(0), texts.subList(1, texts.size())).toString();
  }
}
