package org.gradientatlas.measure;

import java.io.Serializable;

/**
 * How the workers of a data-parallel training lie around their mean at one step, over all layers.
 *
 * @param drift root mean squares of the distances, and means of the cosines, over the workers
 * @param clippedL2 Euclidean norm of the mean of the workers' clipped gradients
 * @param clippedCosine between that mean, and the workers' mean gradient clipped
 */
public record WorkerSpread(Drift drift, double clippedL2, double clippedCosine)
    implements Serializable {}
