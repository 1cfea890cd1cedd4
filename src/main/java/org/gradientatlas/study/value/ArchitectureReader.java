package org.gradientatlas.study.value;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.gradientatlas.axis.Label;
import org.gradientatlas.axis.architecture.Architecture;
import org.gradientatlas.axis.architecture.ArchitectureKind;
import org.gradientatlas.axis.architecture.ArchitectureSetting;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.study.hocon.Written;
import org.jspecify.annotations.Nullable;

/**
 * Architectures with their settings: {@code dense}, {@code "recurrent(lstm,forget-bias=3)"}, {@code
 * { type = recurrent, cell = lstm, forget-bias = [0, 3] }}. Settings may be lists and ranges, which
 * stand for all their combinations.
 */
public final class ArchitectureReader implements ValueType.Reader<Architecture> {
  private static final String WHAT = "architecture";

  /** The type of the key. */
  public static final ValueType<Architecture> KIND =
      new ValueType<>(Architecture.class, new ArchitectureReader());

  private ArchitectureReader() {}

  @Override
  public List<Architecture> read(ConfigValue element) throws InvalidValueException {
    return element instanceof ConfigObject object ? fromObject(object) : fromText(element);
  }

  private static List<Architecture> fromObject(ConfigObject object) throws InvalidValueException {
    ConfigValue name = object.get("type");
    if (name == null) {
      throw new InvalidValueException(
          Written.value(object), "must say its type, as { type = recurrent, cell = tanh }");
    }
    ArchitectureKind kind =
        ValueType.constant(ArchitectureKind.class, WHAT, String.valueOf(name.unwrapped()));
    for (String key : new TreeSet<>(object.keySet())) {
      if (!key.equals("type")) {
        setting(kind, key);
      }
    }
    return combinations(kind, object);
  }

  private static ArchitectureSetting setting(ArchitectureKind kind, String name)
      throws InvalidValueException {
    for (ArchitectureSetting setting : kind.settings()) {
      if (setting.name().equals(name)) {
        return setting;
      }
    }
    if (kind.settings().isEmpty()) {
      throw new InvalidValueException(name, kind.label() + " takes no setting");
    }
    throw InvalidValueException.unknown(
        "setting of " + kind.label(),
        name,
        kind.settings().stream().map(ArchitectureSetting::name).toList());
  }

  private static List<Architecture> fromText(ConfigValue element) throws InvalidValueException {
    String text = String.valueOf(element.unwrapped());
    Label label =
        Label.parse(text)
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        Written.value(element),
                        "must be a name, or as { type = recurrent, cell = tanh }"));
    ArchitectureKind kind = ValueType.constant(ArchitectureKind.class, WHAT, label.name());
    if (label.parameters().equals(List.of(""))) {
      throw new InvalidValueException(text, "has empty parentheses; " + instead(kind));
    }
    if (kind.settings().isEmpty() && !label.parameters().isEmpty()) {
      throw new InvalidValueException(text, kind.label() + " takes no setting");
    }
    var given = new HashMap<String, ConfigValue>();
    for (int i = 0; i < label.parameters().size(); i++) {
      String parameter = label.parameters().get(i);
      int equals = parameter.indexOf('=');
      boolean positional =
          i == 0
              && !kind.settings().isEmpty()
              && kind.settings().get(0).positional()
              && !parameter.startsWith(kind.settings().get(0).name() + "=");
      if (parameter.isEmpty()) {
        throw new InvalidValueException(text, "has nothing between two commas or at an end");
      }
      if (equals < 0 && !positional) {
        throw new InvalidValueException(
            text, "must say which setting " + parameter + " is, as " + example(kind, parameter));
      }
      String name =
          positional ? kind.settings().get(0).name() : parameter.substring(0, equals).trim();
      setting(kind, name);
      if (given.containsKey(name)) {
        throw new InvalidValueException(text, "gives " + name + " twice");
      }
      given.put(name, value(positional ? parameter : parameter.substring(equals + 1).trim()));
    }
    return combinations(kind, given);
  }

  /** What to write in the place of empty parentheses. */
  private static String instead(ArchitectureKind kind) {
    boolean needed = kind.settings().stream().anyMatch(setting -> setting.positional());
    return needed ? must(kind.settings().get(0)) : "leave them out";
  }

  private static String must(ArchitectureSetting setting) {
    String allowed = setting.names().isEmpty() ? "a path" : String.join(", ", setting.names());
    return "must have its setting %s: %s".formatted(setting.name(), allowed);
  }

  /** With the first setting that labels name, and the value at hand. */
  private static String example(ArchitectureKind kind, String value) {
    return kind.settings().stream()
        .filter(setting -> !setting.positional())
        .findFirst()
        .map(setting -> kind.label() + "(" + first(kind) + setting.name() + "=" + value + ")")
        .orElse(kind.label());
  }

  private static String first(ArchitectureKind kind) {
    return kind.settings().get(0).positional() ? "..., " : "";
  }

  private static ConfigValue value(String text) {
    if (ValueType.NUMBER.matcher(text).matches()) {
      return ConfigValueFactory.fromAnyRef(Double.parseDouble(text));
    }
    return text.equals("true") || text.equals("false")
        ? ConfigValueFactory.fromAnyRef(Boolean.parseBoolean(text))
        : ConfigValueFactory.fromAnyRef(text);
  }

  private static List<Architecture> combinations(
      ArchitectureKind kind, Map<String, ConfigValue> given) throws InvalidValueException {
    var choices = new ArrayList<List<? extends Object>>();
    for (ArchitectureSetting setting : kind.settings()) {
      choices.add(values(kind, setting, given.get(setting.name())));
    }
    return Combinations.<Object>of(kind.label(), choices).stream().map(kind::of).toList();
  }

  private static List<? extends Object> values(
      ArchitectureKind kind, ArchitectureSetting setting, @Nullable ConfigValue given)
      throws InvalidValueException {
    if (given == null) {
      Object fallback = setting.fallback();
      if (fallback == null) {
        throw new InvalidValueException(kind.label(), must(setting));
      }
      return List.of(fallback);
    }
    ValueType<?> type = type(setting);
    var values = new ArrayList<>();
    for (ConfigValue element : ValueType.elements(given)) {
      try {
        values.addAll(type.read(element));
      } catch (InvalidValueException e) {
        throw new InvalidValueException(
            kind.label() + "." + setting.name() + " = " + e.value(), e.allowed());
      }
    }
    return values;
  }

  private static ValueType<?> type(ArchitectureSetting setting) {
    if (setting.type() == Integer.class) {
      return ValueType.whole((int) setting.least(), (int) setting.most());
    }
    if (setting.type() == Double.class) {
      return ValueType.numbers(Double.class, "a finite number", Double::isFinite, x -> x + 0.0);
    }
    if (setting.type() == Boolean.class) {
      return ValueType.flag();
    }
    return setting.names().isEmpty()
        ? ValueType.text("[^,()]+", "a path without commas and parentheses")
        : names(setting);
  }

  private static ValueType<String> names(ArchitectureSetting setting) {
    return new ValueType<>(
        String.class,
        element -> {
          String text = String.valueOf(element.unwrapped());
          if (!setting.names().contains(text)) {
            throw InvalidValueException.unknown(setting.name(), text, setting.names());
          }
          return List.of(text);
        });
  }
}
