package org.gradientatlas.data;

import java.io.Serializable;
import org.gradientatlas.axis.architecture.InputShape;

/** The data section of a trial: the kind of data and its settings. Equal specs give equal data. */
public sealed interface DataSpec extends Serializable {
  /** The share of examples held back for validation, in [0, 1). */
  double validationFraction();

  /**
   * Whether features are shifted and scaled to mean 0 and variance 1 over the training examples.
   */
  boolean standardize();

  /** Whether numbers to predict are shifted and scaled likewise. */
  default boolean standardizeTarget() {
    return false;
  }

  /** Whether targets are classes; otherwise they are numbers. */
  boolean classification();

  /**
   * The shape of an example. That of files has the right kind, so that it shows who can learn from
   * them before they are read; its sizes are guessed from MNIST.
   */
  InputShape shape();

  /** Targets per example: 1, or the number of instants at which there is one. */
  default int steps() {
    return 1;
  }

  /** Data drawn from a random stream, without files. */
  sealed interface Synthetic extends DataSpec
      permits GaussianPrototypes, Spirals, TeacherSpec, LinearTeacherSpec, ImageSpec, SequenceSpec {
    /** Training and validation examples together. */
    int examples();

    /** Numbers per target. */
    int outputs();

    /** The expected mean of x^2 over features and examples, as drawn. */
    double meanSquare();
  }

  /** The user's own data, read once by the driver. */
  sealed interface Stored extends DataSpec {
    /** The same files without preparation settings: the key of what to read. */
    Stored file();

    /**
     * The shape that an example of the files has as the spec wants it.
     *
     * @param read its shape as it was read
     * @throws InvalidDataException if it cannot be seen so; the message begins with a verb
     */
    InputShape shape(InputShape read);

    @Override
    default InputShape shape() {
      return shape(MNIST);
    }
  }

  /** What the shape of files is guessed from. */
  InputShape.Image MNIST = new InputShape.Image(28, 28, 1);

  /**
   * Classes scattered around random prototypes: x = prototype(class) + noise * N(0, I), prototypes
   * N(0, I).
   */
  record GaussianPrototypes(
      int classes,
      int features,
      int examples,
      double noise,
      double validationFraction,
      boolean standardize)
      implements Synthetic {
    @Override
    public boolean classification() {
      return true;
    }

    @Override
    public InputShape shape() {
      return new InputShape.Flat(features);
    }

    @Override
    public int outputs() {
      return classes;
    }

    @Override
    public double meanSquare() {
      return 1 + noise * noise;
    }
  }

  /** Interleaved spiral arms in the plane, one per class. */
  record Spirals(
      int classes,
      int examples,
      double turns,
      double noise,
      double validationFraction,
      boolean standardize)
      implements Synthetic {
    @Override
    public boolean classification() {
      return true;
    }

    @Override
    public InputShape shape() {
      return new InputShape.Flat(2);
    }

    @Override
    public int outputs() {
      return classes;
    }

    @Override
    public double meanSquare() {
      return 1 / 6.0 + noise * noise; // the radius is uniform in [0, 1)
    }
  }

  /**
   * Images and labels in the IDX format of MNIST, gzipped or not.
   *
   * @param as what an image is learned as
   */
  record Idx(
      String images, String labels, ImageView as, double validationFraction, boolean standardize)
      implements Stored {
    /** Images as numbers without an order. */
    public Idx(String images, String labels, double validationFraction, boolean standardize) {
      this(images, labels, ImageView.FLAT, validationFraction, standardize);
    }

    /** The same images, learned as something else. */
    public Idx as(ImageView view) {
      return new Idx(images, labels, view, validationFraction, standardize);
    }

    @Override
    public boolean classification() {
      return true;
    }

    @Override
    public Idx file() {
      return new Idx(images, labels, 0, false);
    }

    @Override
    public InputShape shape(InputShape read) {
      return as.of(read);
    }
  }

  /**
   * A table read by Spark.
   *
   * @param featureColumns names of numeric columns, or of array or vector columns; empty for all
   *     but the label and those to ignore
   * @param ignoredColumns names of columns that are no features
   * @param labelColumn the column of classes or of regression targets
   * @param missing what becomes of rows with missing cells
   * @param timeSteps instants whose features a row holds, one after the other; 1 for no sequence
   */
  record Table(
      Format format,
      String path,
      java.util.List<String> featureColumns,
      java.util.List<String> ignoredColumns,
      String labelColumn,
      boolean classification,
      Missing missing,
      int timeSteps,
      double validationFraction,
      boolean standardize,
      boolean standardizeTarget)
      implements Stored {
    /**
     * @throws NullPointerException if a column is null
     */
    public Table {
      featureColumns = java.util.List.copyOf(featureColumns);
      ignoredColumns = java.util.List.copyOf(ignoredColumns);
    }

    /** A table without missing cells, columns to ignore, instants and scaled targets. */
    public Table(
        Format format,
        String path,
        java.util.List<String> featureColumns,
        String labelColumn,
        boolean classification,
        double validationFraction,
        boolean standardize) {
      this(
          format,
          path,
          featureColumns,
          java.util.List.of(),
          labelColumn,
          classification,
          Missing.REFUSE,
          1,
          validationFraction,
          standardize,
          false);
    }

    @Override
    public Table file() {
      return new Table(
          format,
          path,
          featureColumns,
          ignoredColumns,
          labelColumn,
          classification,
          missing,
          1,
          0,
          false,
          false);
    }

    @Override
    public InputShape shape() {
      int features = Math.max(1, MNIST.size() / timeSteps);
      return shape(new InputShape.Flat(Math.multiplyExact(timeSteps, features)));
    }

    @Override
    public InputShape shape(InputShape read) {
      if (timeSteps == 1) {
        return read;
      }
      if (read.size() % timeSteps != 0) {
        throw new InvalidDataException(
            "has %d features in each row, which data.time-steps = %d does not divide"
                .formatted(read.size(), timeSteps));
      }
      return new InputShape.Sequence(timeSteps, read.size() / timeSteps);
    }
  }

  /** File formats that {@link Table} reads. */
  enum Format implements org.gradientatlas.axis.Choice {
    CSV("csv"),
    LIBSVM("libsvm"),
    PARQUET("parquet");

    private final String label;

    Format(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }
}
