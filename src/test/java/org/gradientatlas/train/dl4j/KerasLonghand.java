package org.gradientatlas.train.dl4j;

import java.util.function.DoubleUnaryOperator;

/**
 * Keras's layers as its documentation has them, one loop for each sum, in float64. Arrays are as
 * Keras lays them out: examples first, channels or features last.
 */
final class KerasLonghand {
  /** [examples, places..., channels]; a plain list has one place. */
  @SuppressWarnings("ArrayRecordComponent")
  record Values(double[] x, int examples, int height, int width, int channels) {
    double at(int example, int row, int column, int channel) {
      return x[((example * height + row) * width + column) * channels + channel];
    }

    void set(int example, int row, int column, int channel, double value) {
      x[((example * height + row) * width + column) * channels + channel] = value;
    }

    static Values zeros(int examples, int height, int width, int channels) {
      return new Values(
          new double[examples * height * width * channels], examples, height, width, channels);
    }

    Values map(DoubleUnaryOperator f) {
      double[] y = new double[x.length];
      for (int i = 0; i < y.length; i++) {
        y[i] = f.applyAsDouble(x[i]);
      }
      return new Values(y, examples, height, width, channels);
    }

    Values flattened() {
      return new Values(x, examples, 1, 1, height * width * channels);
    }
  }

  private KerasLonghand() {}

  /** Kernel of [inputs, units]; over all places at once. */
  static Values dense(Values x, double[] kernel, double[] bias) {
    Values y = Values.zeros(x.examples, x.height, x.width, bias.length);
    for (int row = 0; row < x.x.length / x.channels; row++) {
      for (int unit = 0; unit < bias.length; unit++) {
        double sum = bias[unit];
        for (int i = 0; i < x.channels; i++) {
          sum += x.x[row * x.channels + i] * kernel[i * bias.length + unit];
        }
        y.x[row * bias.length + unit] = sum;
      }
    }
    return y;
  }

  /** Kernel of [height, width, inputs, filters]. TensorFlow pads one more at the end. */
  static Values convolution(
      Values x, double[] kernel, double[] bias, int height, int width, boolean same, int stride) {
    int top = same ? padding(x.height, height, stride) / 2 : 0;
    int left = same ? padding(x.width, width, stride) / 2 : 0;
    Values y =
        Values.zeros(
            x.examples,
            outputs(x.height, height, same, stride),
            outputs(x.width, width, same, stride),
            bias.length);
    for (int e = 0; e < y.examples; e++) {
      for (int r = 0; r < y.height; r++) {
        for (int c = 0; c < y.width; c++) {
          for (int f = 0; f < bias.length; f++) {
            double sum = bias[f];
            for (int i = 0; i < height; i++) {
              for (int j = 0; j < width; j++) {
                int row = r * stride + i - top;
                int column = c * stride + j - left;
                if (row >= 0 && row < x.height && column >= 0 && column < x.width) {
                  for (int k = 0; k < x.channels; k++) {
                    sum +=
                        x.at(e, row, column, k)
                            * kernel[((i * width + j) * x.channels + k) * bias.length + f];
                  }
                }
              }
            }
            y.set(e, r, c, f, sum);
          }
        }
      }
    }
    return y;
  }

  private static int outputs(int size, int kernel, boolean same, int stride) {
    return same ? (size + stride - 1) / stride : (size - kernel) / stride + 1;
  }

  private static int padding(int size, int kernel, int stride) {
    return Math.max((outputs(size, kernel, true, stride) - 1) * stride + kernel - size, 0);
  }

  /** Of height x width with strides as wide; over what is there where it is padded. */
  static Values pooling(Values x, int height, int width, boolean same, boolean greatest) {
    int rows = same ? (x.height + height - 1) / height : x.height / height;
    int columns = same ? (x.width + width - 1) / width : x.width / width;
    int top = same ? (rows * height - x.height) / 2 : 0;
    int left = same ? (columns * width - x.width) / 2 : 0;
    Values y = Values.zeros(x.examples, rows, columns, x.channels);
    for (int e = 0; e < y.examples; e++) {
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          for (int k = 0; k < x.channels; k++) {
            double sum = 0;
            double most = Double.NEGATIVE_INFINITY;
            int count = 0;
            for (int i = Math.max(0, r * height - top);
                i < Math.min(x.height, (r + 1) * height - top);
                i++) {
              for (int j = Math.max(0, c * width - left);
                  j < Math.min(x.width, (c + 1) * width - left);
                  j++) {
                sum += x.at(e, i, j, k);
                most = Math.max(most, x.at(e, i, j, k));
                count++;
              }
            }
            y.set(e, r, c, k, greatest ? most : sum / count);
          }
        }
      }
    }
    return y;
  }

  /** In training: by the statistics of the batch, over all places. */
  static Values normalized(Values x, double[] gamma, double[] beta, double epsilon) {
    Values y = Values.zeros(x.examples, x.height, x.width, x.channels);
    int rows = x.x.length / x.channels;
    for (int k = 0; k < x.channels; k++) {
      double mean = 0;
      double squares = 0;
      for (int row = 0; row < rows; row++) {
        mean += x.x[row * x.channels + k] / rows;
      }
      for (int row = 0; row < rows; row++) {
        squares += Math.pow(x.x[row * x.channels + k] - mean, 2) / rows;
      }
      for (int row = 0; row < rows; row++) {
        int at = row * x.channels + k;
        y.x[at] = gamma[k] * (x.x[at] - mean) / Math.sqrt(squares + epsilon) + beta[k];
      }
    }
    return y;
  }

  /** h_t = tanh(x_t W + h_(t-1) R + b), over the height of [examples, steps, 1, features]. */
  static Values simpleRecurrent(Values x, double[] kernel, double[] recurrent, double[] bias) {
    int units = bias.length;
    Values h = Values.zeros(x.examples, x.height, 1, units);
    for (int e = 0; e < x.examples; e++) {
      for (int t = 0; t < x.height; t++) {
        for (int u = 0; u < units; u++) {
          h.set(e, t, 0, u, Math.tanh(sum(x, h, e, t, kernel, recurrent, bias, units, u)));
        }
      }
    }
    return h;
  }

  /** Gates side by side in Keras's order: input, forget, cell, output. */
  static Values lstm(Values x, double[] kernel, double[] recurrent, double[] bias) {
    int units = bias.length / 4;
    Values h = Values.zeros(x.examples, x.height, 1, units);
    for (int e = 0; e < x.examples; e++) {
      double[] cell = new double[units];
      for (int t = 0; t < x.height; t++) {
        for (int u = 0; u < units; u++) {
          double[] z = new double[4];
          for (int gate = 0; gate < 4; gate++) {
            z[gate] = sum(x, h, e, t, kernel, recurrent, bias, 4 * units, gate * units + u);
          }
          cell[u] = sigmoid(z[1]) * cell[u] + sigmoid(z[0]) * Math.tanh(z[2]);
          h.set(e, t, 0, u, sigmoid(z[3]) * Math.tanh(cell[u]));
        }
      }
    }
    return h;
  }

  private static double sum(
      Values x,
      Values h,
      int e,
      int t,
      double[] kernel,
      double[] recurrent,
      double[] bias,
      int columns,
      int column) {
    double sum = bias[column];
    for (int i = 0; i < x.channels; i++) {
      sum += x.at(e, t, 0, i) * kernel[i * columns + column];
    }
    for (int i = 0; t > 0 && i < h.channels; i++) {
      sum += h.at(e, t - 1, 0, i) * recurrent[i * columns + column];
    }
    return sum;
  }

  /** return_sequences = false. */
  static Values last(Values h) {
    Values y = Values.zeros(h.examples, 1, 1, h.channels);
    for (int e = 0; e < h.examples; e++) {
      for (int k = 0; k < h.channels; k++) {
        y.set(e, 0, 0, k, h.at(e, h.height - 1, 0, k));
      }
    }
    return y;
  }

  static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** The mean over examples of -log softmax at the label. */
  static double crossEntropy(Values z, int[] labels) {
    double loss = 0;
    for (int e = 0; e < z.examples; e++) {
      double sum = 0;
      for (int k = 0; k < z.channels; k++) {
        sum += Math.exp(z.at(e, 0, 0, k));
      }
      loss += (Math.log(sum) - z.at(e, 0, 0, labels[e])) / z.examples;
    }
    return loss;
  }
}
