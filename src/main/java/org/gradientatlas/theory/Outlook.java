package org.gradientatlas.theory;

/**
 * What theory predicts for a network's gradients.
 *
 * @param decades log10 of delta_rms of the first hidden layer over that of the last; NaN if unknown
 * @param gap why it is unknown; empty if it is known
 */
public record Outlook(Forecast forecast, double decades, String gap) {}
