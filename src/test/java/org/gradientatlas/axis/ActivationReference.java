package org.gradientatlas.axis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A point of an activation with its default parameters, computed with 60 digits. */
public record ActivationReference(
    Variant<Activation> activation, double z, double value, double slope) {

  /** z from -10^4 to 10^4, all of them floats. */
  public static List<ActivationReference> all() {
    try (var lines = Files.lines(Path.of("src/test/resources/activations.csv"))) {
      return lines.filter(line -> !line.startsWith("#")).map(ActivationReference::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<ActivationReference> of(Activation activation) {
    return all().stream().filter(point -> point.activation.type() == activation).toList();
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
