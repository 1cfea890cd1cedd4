package org.gradientatlas.axis.architecture;

import java.io.Serializable;

/**
 * What an architecture's layers follow from.
 *
 * @param depth how often the architecture repeats its layer or block, at least 1
 * @param width units, channels or model dimension
 * @param bias whether sums have biases
 * @param input the shape of an example
 * @param outputs numbers per target
 */
public record NetworkSize(int depth, int width, boolean bias, InputShape input, int outputs)
    implements Serializable {}
