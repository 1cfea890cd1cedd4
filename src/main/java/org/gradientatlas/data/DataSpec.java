package org.gradientatlas.data;

import java.io.Serializable;

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

  /** Data drawn from a random stream, without files. */
  sealed interface Synthetic extends DataSpec {
    /** Training and validation examples together. */
    int examples();

    /** Numbers per example. */
    int features();

    /** Numbers per target. */
    int outputs();

    /** The expected mean of x^2 over features and examples, as drawn. */
    double meanSquare();
  }

  /** The user's own data, read once by the driver. */
  sealed interface Stored extends DataSpec {
    /** The same files without preparation settings: the key of what to read. */
    Stored file();
  }

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
    public int features() {
      return 2;
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
   * Gaussian inputs labelled by a random network: real-valued targets, or the class of its largest
   * output.
   *
   * @param depth hidden layers of the teacher (tanh); 0 for a linear teacher
   */
  record Teacher(
      int features,
      int outputs,
      int examples,
      int depth,
      int width,
      boolean classification,
      double validationFraction,
      boolean standardize)
      implements Synthetic {
    @Override
    public double meanSquare() {
      return 1;
    }
  }

  /**
   * A linear map y = S x on white inputs: the n rows of a Hadamard matrix, whose entries are +-1,
   * so that the mean of x x^T is exactly the identity. S is symmetric, with equally spaced
   * eigenvalues and Haar-distributed eigenvectors: the teacher of Saxe (2013). Nothing is held back
   * or standardized, since either would break the whiteness.
   *
   * @param features n, a power of two; also the number of examples and outputs
   * @param strongest the greatest eigenvalue
   * @param weakest the least
   */
  record LinearTeacher(int features, double strongest, double weakest) implements Synthetic {
    @Override
    public int examples() {
      return features;
    }

    @Override
    public int outputs() {
      return features;
    }

    @Override
    public double meanSquare() {
      return 1;
    }

    @Override
    public double validationFraction() {
      return 0;
    }

    @Override
    public boolean standardize() {
      return false;
    }
  }

  /** Images and labels in the IDX format of MNIST, gzipped or not. */
  record Idx(String images, String labels, double validationFraction, boolean standardize)
      implements Stored {
    @Override
    public Idx file() {
      return new Idx(images, labels, 0, false);
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
   */
  record Table(
      Format format,
      String path,
      java.util.List<String> featureColumns,
      java.util.List<String> ignoredColumns,
      String labelColumn,
      boolean classification,
      Missing missing,
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

    /** A table without missing cells, columns to ignore and scaled targets. */
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
          0,
          false,
          false);
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
