package org.gradientatlas.study;

import org.gradientatlas.theory.Outlook;

/**
 * One cell.
 *
 * @param first the number of its first trial that is kept
 * @param trials its trials that are kept
 * @param seconds of one core, for one of its trials
 * @param rows of one of its trials
 * @param outlook on its gradients at initialization
 */
public record PlannedCell(
    long first, int trials, double seconds, CostModel.Rows rows, Outlook outlook) {}
