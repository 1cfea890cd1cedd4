package org.gradientatlas.train.nd4j.kernel;

import java.util.ServiceLoader;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.slf4j.LoggerFactory;

/** Provides a layer's loops. A process chooses one provider when it first trains. */
public interface KernelProvider {
  /** The loops for one activation, optimizer and precision. */
  LayerKernels kernels(
      Precision precision,
      Variant<Activation> activation,
      Variant<Optimizer> optimizer,
      double learningRate,
      PlainKernels plain);

  /** The loops of gated cells for one precision and width of the state. */
  default GateKernels gates(Precision precision, int units) {
    return new PlainGates(0, units);
  }

  /** The Vector API's provider if this process has the module, otherwise the plain one. */
  static KernelProvider best() {
    return Chosen.PROVIDER;
  }

  /** The plain loops for everything. */
  static KernelProvider plain() {
    return (precision, activation, optimizer, learningRate, plain) -> plain;
  }

  /** Chosen once, so that a missing module is reported once. */
  final class Chosen {
    private static final String MODULE = "jdk.incubator.vector";
    private static final KernelProvider PROVIDER = choose();

    private Chosen() {}

    private static KernelProvider choose() {
      if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
        LoggerFactory.getLogger(KernelProvider.class)
            .warn("Training with the slow loops: start Java with --add-modules {}", MODULE);
        return plain();
      }
      return ServiceLoader.load(KernelProvider.class, KernelProvider.class.getClassLoader())
          .findFirst()
          .orElseThrow();
    }
  }
}
