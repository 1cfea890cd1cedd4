package org.gradientatlas.train.dl4j.own;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The classes that a model may name: layers, vertices and settings of Deeplearning4j's that hold
 * numbers and names only. Whatever runs code of the user's or reads a file is not among them.
 */
final class AllowedClasses {
  private static final Set<String> ALL =
      classes(
          """
          org.deeplearning4j.nn.conf.layers.
            ActivationLayer BatchNormalization CnnLossLayer Convolution1D Convolution1DLayer
            Convolution2D ConvolutionLayer DenseLayer DropoutLayer GlobalPoolingLayer LSTM
            LocalResponseNormalization LossLayer OutputLayer Pooling1D Pooling2D RnnLossLayer
            RnnOutputLayer Subsampling1DLayer SubsamplingLayer Upsampling1D Upsampling2D
            ZeroPadding1DLayer ZeroPaddingLayer
          org.deeplearning4j.nn.conf.layers.convolutional.
            Cropping1D Cropping2D
          org.deeplearning4j.nn.conf.layers.recurrent.
            Bidirectional LastTimeStep SimpleRnn
          org.deeplearning4j.nn.conf.graph.
            ElementWiseVertex L2NormalizeVertex LayerVertex MergeVertex PoolHelperVertex
            PreprocessorVertex ReshapeVertex ScaleVertex ShiftVertex SubsetVertex
          org.deeplearning4j.nn.conf.graph.rnn.
            DuplicateToTimeSeriesVertex LastTimeStepVertex ReverseTimeSeriesVertex
          org.deeplearning4j.nn.conf.preprocessor.
            CnnToFeedForwardPreProcessor CnnToRnnPreProcessor ComposableInputPreProcessor
            FeedForwardToCnnPreProcessor FeedForwardToRnnPreProcessor
            RnnToCnnPreProcessor RnnToFeedForwardPreProcessor
          org.deeplearning4j.nn.conf.distribution.
            BinomialDistribution ConstantDistribution GaussianDistribution LogNormalDistribution
            NormalDistribution OrthogonalDistribution TruncatedNormalDistribution
            UniformDistribution
          org.deeplearning4j.nn.conf.dropout.
            AlphaDropout Dropout GaussianDropout GaussianNoise SpatialDropout
          org.deeplearning4j.nn.conf.weightnoise.
            DropConnect WeightNoise
          org.deeplearning4j.nn.conf.constraint.
            MaxNormConstraint MinMaxNormConstraint NonNegativeConstraint UnitNormConstraint
          org.deeplearning4j.nn.conf.stepfunctions.
            DefaultStepFunction GradientStepFunction NegativeDefaultStepFunction
            NegativeGradientStepFunction
          org.deeplearning4j.nn.weights.
            WeightInitConstant WeightInitDistribution WeightInitIdentity WeightInitLecunUniform
            WeightInitNormal WeightInitRelu WeightInitReluUniform WeightInitSigmoidUniform
            WeightInitUniform WeightInitVarScalingNormalFanAvg WeightInitVarScalingNormalFanIn
            WeightInitVarScalingNormalFanOut WeightInitVarScalingUniformFanAvg
            WeightInitVarScalingUniformFanIn WeightInitVarScalingUniformFanOut WeightInitXavier
            WeightInitXavierLegacy WeightInitXavierUniform
          org.nd4j.linalg.activations.impl.
            ActivationCube ActivationELU ActivationGELU ActivationHardSigmoid ActivationHardTanH
            ActivationIdentity ActivationLReLU ActivationMish ActivationRationalTanh ActivationReLU
            ActivationReLU6 ActivationRectifiedTanh ActivationSELU ActivationSigmoid
            ActivationSoftPlus ActivationSoftSign ActivationSoftmax ActivationSwish ActivationTanH
            ActivationThresholdedReLU
          org.nd4j.linalg.lossfunctions.impl.
            LossBinaryXENT LossCosineProximity LossFMeasure LossHinge LossKLD LossL1 LossL2 LossMAE
            LossMAPE LossMCXENT LossMSE LossMSLE LossMultiLabel LossNegativeLogLikelihood
            LossPoisson LossSparseMCXENT LossSquaredHinge LossWasserstein
          org.nd4j.linalg.learning.config.
            AMSGrad AdaBelief AdaDelta AdaGrad AdaMax Adam Nadam Nesterovs NoOp RmsProp Sgd
          org.nd4j.linalg.learning.regularization.
            L1Regularization L2Regularization WeightDecay
          org.nd4j.linalg.schedule.
            CycleSchedule ExponentialSchedule FixedSchedule InverseSchedule MapSchedule PolySchedule
            RampSchedule SigmoidSchedule StepSchedule
          """);

  private AllowedClasses() {}

  static boolean has(String name) {
    return ALL.contains(name);
  }

  /** A word with a dot at its end is the package of those after it. */
  private static Set<String> classes(String text) {
    String[] home = {""};
    return Arrays.stream(text.trim().split("\\s+"))
        .peek(word -> home[0] = word.endsWith(".") ? word : home[0])
        .filter(word -> !word.endsWith("."))
        .map(word -> home[0] + word)
        .collect(Collectors.toUnmodifiableSet());
  }
}
