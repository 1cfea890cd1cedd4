package org.gradientatlas.train.nd4j.program;

import java.util.List;

/**
 * A network as operations in the order of its forward pass.
 *
 * @param signals all of them
 * @param sites its layers, from the input to the output
 * @param output one row for each example, or for each time step and example, the steps slowest
 */
public record Program(
    ProgramInput input,
    List<Operation> operations,
    List<Signal> signals,
    List<Site> sites,
    Signal output) {}
