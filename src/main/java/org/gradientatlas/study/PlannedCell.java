package org.gradientatlas.study;

import org.gradientatlas.theory.Outlook;

/**
 * One cell of a plan.
 *
 * @param first number of its first trial that is not excluded
 * @param trials how many of its trials are not excluded
 * @param seconds predicted core seconds per trial
 * @param rows predicted rows per trial
 * @param outlook theory's forecast of its gradients at initialization
 */
public record PlannedCell(
    long first, int trials, double seconds, CostModel.Rows rows, Outlook outlook) {}
