package org.gradientatlas.axis;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A point of an activation with its default parameters, computed with 60 digits where
 * activations.csv has it, and elsewhere by the formulas of the axis.
 */
public record ActivationReference(
    Variant<Activation> activation, double z, double value, double slope) {

  /** What the file has: z from -10^4 to 10^4, all of them floats. */
  static List<ActivationReference> published() {
    try (var lines = Files.lines(Path.of("src/test/resources/activations.csv"))) {
      return lines.filter(line -> !line.startsWith("#")).map(ActivationReference::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The points of an activation; those that are not in the file have the same z. */
  public static List<ActivationReference> of(Activation activation) {
    Map<Activation, List<ActivationReference>> published =
        published().stream().collect(groupingBy(point -> point.activation.type()));
    List<ActivationReference> identity = requireNonNull(published.get(Activation.IDENTITY));
    return published.getOrDefault(
        activation, identity.stream().map(point -> byFormula(activation, point.z)).toList());
  }

  private static ActivationReference byFormula(Activation type, double z) {
    Variant<Activation> activation = Variant.of(type);
    double[] p = activation.array();
    return new ActivationReference(activation, z, type.value(z, p), type.derivative(z, p));
  }

  private static ActivationReference of(String line) {
    String[] cells = line.split(",", -1);
    return new ActivationReference(
        Variant.of(Activation.valueOf(cells[0])),
        Double.parseDouble(cells[1]),
        Double.parseDouble(cells[2]),
        Double.parseDouble(cells[3]));
  }

  /**
   * Whether single precision holds this as phi(z): to 4 units in the last place or, since phi may
   * be z times a gate that is subnormal, to the least subnormal number in that gate.
   *
   * @param computed what is said to be phi(z)
   */
  public boolean valueIs(double computed) {
    double error = Math.abs(computed - value);
    return error <= 4 * Math.ulp((float) value) || error <= Math.abs(z) * Float.MIN_VALUE;
  }

  /**
   * Whether single precision holds this as phi'(z): to 8 units in the last place or, since slopes
   * may be computed from phi(z), to 2 of the steepest.
   */
  public boolean slopeIs(double computed) {
    double steepest = activation.type().steepest(activation.array());
    double error = Math.abs(computed - slope);
    return error <= 8 * Math.ulp((float) slope) || error <= 2 * Math.ulp((float) steepest);
  }
}
