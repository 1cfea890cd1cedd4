package org.gradientatlas.train.nd4j.kernel;

import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.bytedeco.javacpp.Pointer;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.train.NativeRuntime;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The loops around the matrix products, plain and by the Vector API, on 4096 single-precision
 * entries: 64 rows of 64. What works in place starts from a copy, whose time is {@link #copy}'s.
 * The warm-up is long: until C2 has compiled them, vector loops are a thousand times slower.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
public class LayerKernelsBench {
  private static final int SIDE = 64;
  private static final int BYTES = SIDE * SIDE * Float.BYTES;
  private static final double RATE = 1e-6;

  static {
    NativeRuntime.prepare(1, null);
  }

  /** Whose loops. */
  public enum Loops {
    PLAIN,
    VECTOR
  }

  @Param Loops loops = Loops.PLAIN;

  private final Arena arena = new Arena(Precision.FLOAT32);
  private final Tensor input = normal();
  private final Tensor work = normal();
  private final Tensor activations = normal();
  private final Tensor parameters = normal();
  private final Tensor bias = arena.take(1, SIDE);
  private final Tensor state = arena.take(2, SIDE * SIDE);
  private final StepUpdate change = new StepUpdate();
  private final LayerSums.Forward forward = new LayerSums.Forward();
  private final LayerSums.Update sums = new LayerSums.Update();
  private LayerKernels tanh = kernels(Activation.TANH, Optimizer.SGD);
  private LayerKernels sigmoid = kernels(Activation.SIGMOID, Optimizer.ADAM);

  private Tensor normal() {
    var gaussian = ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_SHI_RO_256_PP.create(11));
    Tensor tensor = arena.take(SIDE, SIDE);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, gaussian.sample());
    }
    return tensor;
  }

  private LayerKernels kernels(Activation activation, Optimizer optimizer) {
    KernelProvider provider =
        loops == Loops.VECTOR ? KernelProvider.best() : KernelProvider.plain();
    Variant<Activation> a = Variant.of(activation);
    Variant<Optimizer> o =
        optimizer == Optimizer.ADAM
            ? Variant.of(optimizer, 0.9, 0.999, 1e-8)
            : Variant.of(optimizer);
    return provider.kernels(Precision.FLOAT32, a, o, RATE, new PlainKernels(a, o, RATE));
  }

  /** The parameter is known from here on. */
  @Setup
  public void choose() {
    tanh = kernels(Activation.TANH, Optimizer.SGD);
    sigmoid = kernels(Activation.SIGMOID, Optimizer.ADAM);
    change.set(1, 0.5, 10);
  }

  @TearDown
  public void free() {
    arena.close();
  }

  @Benchmark
  public void copy() {
    Pointer.memcpy(work.floats(0), input.floats(0), BYTES);
  }

  @Benchmark
  public double tanh() {
    copy();
    return tanh.activate(work, bias, activations, SIDE, null);
  }

  @Benchmark
  public double sigmoid() {
    copy();
    return sigmoid.activate(work, bias, activations, SIDE, null);
  }

  @Benchmark
  public double tanhDerivative() {
    copy();
    return tanh.differentiate(work, activations, bias, SIDE);
  }

  @Benchmark
  public void sgd() {
    tanh.update(parameters, input, state, change, null);
  }

  @Benchmark
  public void adam() {
    sigmoid.update(parameters, input, state, change, null);
  }

  @Benchmark
  public GradientStats statistics() {
    return tanh.measure(input);
  }

  @Benchmark
  public double recordedTanh() {
    copy();
    return tanh.activate(work, bias, activations, SIDE, forward);
  }

  /** The statistics and the update of a recorded step. */
  @Benchmark
  public double recordedSgd() {
    sums.gradient = tanh.measure(input);
    tanh.update(parameters, input, state, change, sums);
    return sums.updates;
  }
}
