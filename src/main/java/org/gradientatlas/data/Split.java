package org.gradientatlas.data;

import java.io.Serializable;

/**
 * The examples that a trial learns from, and those it is evaluated on.
 *
 * @param training the examples that batches are drawn from
 * @param validation the examples that a trial's losses and accuracy are computed on; the training
 *     examples if the study holds none back
 */
public record Split(Dataset training, Dataset validation) implements Serializable {}
