package org.gradientatlas.train.nd4j.network;

import java.util.List;
import java.util.Locale;

/**
 * docs/science/probe.svg: what theory predicts for each cell of the page, and what was measured.
 */
final class ProbePicture {
  /** A cell; the mark says which prediction it agrees with. */
  record Point(double predicted, double measured, Mark mark) {}

  /** A class of points. Colours are Okabe and Ito's, and every class has a shape of its own. */
  enum Mark {
    LN_CHI1("agrees with ln chi1", "#0072B2") {
      @Override
      String shape(double x, double y) {
        return text("<circle cx='%.1f' cy='%.1f' r='3.5'/>", x, y);
      }
    },
    LAYERS("agrees with theory for the measured layers", "#E69F00") {
      @Override
      String shape(double x, double y) {
        return text("<rect x='%.1f' y='%.1f' width='7' height='7'/>", x - 3.5, y - 3.5);
      }
    },
    SPREAD("agrees with neither: every network goes its own way", "#D55E00") {
      @Override
      String shape(double x, double y) {
        return text("<path d='M%.1f %.1fl5 9h-10z'/>", x, y - 5);
      }
    };

    final String label;
    final String colour;

    Mark(String label, String colour) {
      this.label = label;
      this.colour = colour;
    }

    abstract String shape(double x, double y);
  }

  private static final double LOW = -4;
  private static final double HIGH = 1.5;
  private static final int SIZE = 440;
  private static final int LEFT = 70;
  private static final int TOP = 20;

  private ProbePicture() {}

  /** The picture, as SVG. */
  static String of(List<Point> points) {
    var svg = new StringBuilder();
    svg.append(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 560 600' font-family='sans-serif'"
            + " font-size='13'>\n");
    svg.append("<title>Slope of delta in the probe: predicted and measured</title>\n");
    svg.append("<rect width='560' height='600' fill='white'/>\n");
    for (int tick = (int) LOW; tick <= HIGH; tick++) {
      svg.append(text("<path d='M%.1f %dv%d' stroke='#ddd'/>\n", x(tick), TOP, SIZE));
      svg.append(text("<path d='M%d %.1fh%d' stroke='#ddd'/>\n", LEFT, y(tick), SIZE));
      svg.append(
          text(
              "<text x='%.1f' y='%d' text-anchor='middle'>%d</text>\n",
              x(tick), TOP + SIZE + 18, tick));
      svg.append(
          text("<text x='%d' y='%.1f' text-anchor='end'>%d</text>\n", LEFT - 8, y(tick) + 4, tick));
    }
    svg.append(
        text("<path d='M%.1f %.1fL%.1f %.1f' stroke='#555'/>\n", x(LOW), y(LOW), x(HIGH), y(HIGH)));
    for (Mark mark : Mark.values()) {
      svg.append(text("<g fill='%s' fill-opacity='.7'>\n", mark.colour));
      points.stream()
          .filter(point -> point.mark() == mark)
          .forEach(
              point ->
                  svg.append(mark.shape(x(point.predicted()), y(point.measured()))).append('\n'));
      svg.append("</g>\n");
    }
    svg.append(
        text(
            "<text x='%d' y='%d' text-anchor='middle'>predicted slope (layers)</text>\n",
            LEFT + SIZE / 2, TOP + SIZE + 40));
    svg.append(
        text(
            "<text transform='translate(24 %d) rotate(-90)' text-anchor='middle'>measured"
                + " slope</text>\n",
            TOP + SIZE / 2));
    int row = TOP + SIZE + 66;
    for (Mark mark : Mark.values()) {
      svg.append(
          text(
              "<g fill='%s'>%s</g><text x='%d' y='%d'>%s</text>\n",
              mark.colour, mark.shape(LEFT + 8, row), LEFT + 22, row + 4, mark.label));
      row += 22;
    }
    return svg.append("</svg>\n").toString();
  }

  private static double x(double slope) {
    return LEFT + SIZE * (slope - LOW) / (HIGH - LOW);
  }

  private static double y(double slope) {
    return TOP + SIZE * (HIGH - slope) / (HIGH - LOW);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
