package org.gradientatlas.axis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A choice as study files and tables write it: {@code relu}, {@code scaled-normal(2,0.05)}.
 *
 * @param name name of the choice
 * @param parameters their texts, trimmed; empty if there are no parentheses
 */
public record Label(String name, List<String> parameters) {
  private static final Pattern TEXT = Pattern.compile("\\s*([^\\s()]+)\\s*(?:\\(([^()]*)\\))?\\s*");

  /** Copies the parameters. */
  public Label {
    parameters = List.copyOf(parameters);
  }

  /** Parses a label; empty if the text is not one. Empty parentheses hold one empty parameter. */
  public static Optional<Label> parse(String text) {
    Matcher label = TEXT.matcher(text);
    if (!label.matches()) {
      return Optional.empty();
    }
    String parameters = label.group(2);
    return Optional.of(
        new Label(
            label.group(1),
            parameters == null
                ? List.of()
                : Arrays.stream(parameters.split(",", -1)).map(String::trim).toList()));
  }

  /** The label of a stored value. A value that is not a label, such as a path, becomes the name. */
  public static Label of(String value) {
    return parse(value).orElseGet(() -> new Label(value, List.of()));
  }

  /** The canonical text. */
  @Override
  public String toString() {
    return parameters.isEmpty() ? name : name + "(" + String.join(",", parameters) + ")";
  }
}
