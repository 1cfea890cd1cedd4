package org.gradientatlas.study.value;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.gradientatlas.axis.Choice;
import org.gradientatlas.axis.Label;
import org.gradientatlas.axis.Parameter;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.study.hocon.Written;

/**
 * Choices with parameters: {@code relu}, {@code { type = leaky-relu, alpha = 0.1 }}, {@code
 * "leaky-relu(0.1)"}. Parameters may be lists and ranges, which stand for all their combinations.
 */
record VariantReader<T extends Enum<T> & Choice>(Class<T> type, String what)
    implements ValueType.Reader<Variant<T>> {
  @Override
  public List<Variant<T>> read(ConfigValue element) throws InvalidValueException {
    return element instanceof ConfigObject object ? fromObject(object) : fromText(element);
  }

  private List<Variant<T>> fromObject(ConfigObject object) throws InvalidValueException {
    ConfigValue name = object.get("type");
    if (name == null) {
      throw new InvalidValueException(
          Written.value(object), "must say its type, as { type = ... }");
    }
    T choice = ValueType.constant(type, what, String.valueOf(name.unwrapped()));
    var names = choice.parameters().stream().map(Parameter::name).toList();
    for (String key : new TreeSet<>(object.keySet())) {
      if (!key.equals("type") && names.isEmpty()) {
        throw new InvalidValueException(key, choice.label() + " takes no parameter");
      }
      if (!key.equals("type") && !names.contains(key)) {
        throw InvalidValueException.unknown("parameter of " + choice.label(), key, names);
      }
    }
    return combinations(choice, object);
  }

  private List<Variant<T>> fromText(ConfigValue element) throws InvalidValueException {
    String text = String.valueOf(element.unwrapped());
    Label label =
        Label.parse(text)
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        Written.value(element), "must be a name, or as " + example()));
    T choice = ValueType.constant(type, what, label.name());
    List<String> numbers = label.parameters();
    if (numbers.isEmpty()) {
      return combinations(choice, Map.of());
    }
    List<Parameter> parameters = choice.parameters();
    int required = Variant.required(choice);
    if (numbers.equals(List.of(""))) {
      throw new InvalidValueException(text, "has empty parentheses; leave them out");
    }
    if (numbers.size() != parameters.size() && numbers.size() != required) {
      boolean alone = required == 0 || required == parameters.size();
      String counts = (alone ? "" : required + " or ") + parameters.size();
      String takes =
          parameters.isEmpty()
              ? "no parameter"
              : counts + (counts.equals("1") ? " parameter" : " parameters");
      throw new InvalidValueException(text, choice.label() + " takes " + takes);
    }
    var given = new java.util.HashMap<String, ConfigValue>();
    for (int i = 0; i < numbers.size(); i++) {
      double number = number(text, numbers.get(i));
      given.put(parameters.get(i).name(), ConfigValueFactory.fromAnyRef(number));
    }
    return combinations(choice, given);
  }

  private static double number(String text, String digits) throws InvalidValueException {
    // Java would also read its own literals, such as 1d and 0x1p3.
    if (!ValueType.NUMBER.matcher(digits).matches()) {
      throw new InvalidValueException(text, digits + " is not a number");
    }
    double number = Double.parseDouble(digits);
    if (Double.isInfinite(number)) {
      throw new InvalidValueException(text, digits + " is beyond 1.8e308");
    }
    return number;
  }

  private List<Variant<T>> combinations(T choice, Map<String, ConfigValue> given)
      throws InvalidValueException {
    var choices = new ArrayList<List<Double>>();
    for (Parameter parameter : choice.parameters()) {
      choices.add(values(choice, parameter, given.get(parameter.name())));
    }
    return Combinations.<Double>of(choice.label(), choices).stream()
        .map(values -> new Variant<>(choice, values))
        .toList();
  }

  private List<Double> values(
      T choice, Parameter parameter, @org.jspecify.annotations.Nullable ConfigValue given)
      throws InvalidValueException {
    if (given == null) {
      if (parameter.fallback() == null) {
        throw new InvalidValueException(
            choice.label(),
            "must have its parameter "
                + parameter.name()
                + ", "
                + parameter.allowed()
                + ": { type = "
                + choice.label()
                + ", "
                + parameter.name()
                + " = ... }");
      }
      return List.of(parameter.fallback());
    }
    ValueType<Double> kind =
        ValueType.numbers(Double.class, parameter.allowed(), parameter::allows, x -> x + 0.0);
    var values = new ArrayList<Double>();
    for (ConfigValue element : ValueType.elements(given)) {
      try {
        values.addAll(kind.read(element));
      } catch (InvalidValueException e) {
        throw new InvalidValueException(
            choice.label() + "." + parameter.name() + " = " + e.value(), e.allowed());
      }
    }
    return values;
  }

  private String example() {
    return "{ type = " + type.getEnumConstants()[0].label() + " }";
  }
}
