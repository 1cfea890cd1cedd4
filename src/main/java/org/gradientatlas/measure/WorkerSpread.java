package org.gradientatlas.measure;

import java.io.Serializable;

/**
 * How data-parallel workers are spread around their mean at one step, over all layers.
 *
 * @param drift root mean squares of the distances, and means of the cosines, over the workers
 * @param clippedL2 Euclidean norm of the mean of the workers' clipped gradients
 * @param clippedCosine cosine between that mean and the clipped mean of the workers' gradients
 */
public record WorkerSpread(Drift drift, double clippedL2, double clippedCosine)
    implements Serializable {}
