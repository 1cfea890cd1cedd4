package org.gradientatlas.data;

import java.io.Serializable;

/**
 * What a trial learns from and what it is judged by.
 *
 * @param training the examples that batches are drawn from
 * @param validation the examples that losses and accuracy of a trial are computed on; the training
 *     examples themselves when the study holds none back
 */
public record Split(Dataset training, Dataset validation) implements Serializable {}
