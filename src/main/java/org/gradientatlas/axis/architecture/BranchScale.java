package org.gradientatlas.axis.architecture;

import java.util.Arrays;
import java.util.List;

/** How a block weighs its stream x and its branch f(x), with L blocks of m weight layers each. */
public enum BranchScale {
  /** x + f(x) (He 2016). */
  ONE("one"),

  /** x + f(x)/sqrt(L) (Yang and Schoenholz 2017). */
  DEPTH_SCALED("depth-scaled"),

  /**
   * (2L)^(1/4) x + f(x), and the branch's weights times (8L)^(-1/4) (Wang 2022, DeepNorm of an
   * encoder).
   */
  DEEPNORM("deepnorm"),

  /**
   * x + s f(x), s learned from 1; the branch's last weights start at 0 and the others are drawn
   * times L^(-1/(2m - 2)) (Zhang 2019).
   */
  FIXUP("fixup"),

  /** x + s f(x), s learned from 0 (De and Smith 2020). */
  SKIPINIT("skipinit");

  private final String label;

  BranchScale(String label) {
    this.label = label;
  }

  /** The factor on the stream. */
  public double stream(int blocks) {
    return this == DEEPNORM ? Math.pow(2.0 * blocks, 0.25) : 1;
  }

  /** The factor on the branch that is not learned. */
  public double branch(int blocks) {
    return this == DEPTH_SCALED ? 1 / Math.sqrt(blocks) : 1;
  }

  /** Whether each branch has a learned factor. */
  public boolean learned() {
    return this == FIXUP || this == SKIPINIT;
  }

  /** Where that factor starts; 1 where it is not learned. */
  public double start() {
    return this == SKIPINIT ? 0 : 1;
  }

  /**
   * The factor on the drawn weights of a branch.
   *
   * @param layer of the branch, from 1
   * @param layers of the branch
   */
  public double weights(int blocks, int layer, int layers) {
    return switch (this) {
      case DEEPNORM -> Math.pow(8.0 * blocks, -0.25);
      case FIXUP -> layer == layers ? 0 : Math.pow(blocks, -1.0 / (2 * layers - 2));
      default -> 1;
    };
  }

  static List<String> names() {
    return Arrays.stream(values()).map(scale -> scale.label).toList();
  }

  static BranchScale named(String name) {
    return values()[names().indexOf(name)];
  }

  @Override
  public String toString() {
    return label;
  }
}
