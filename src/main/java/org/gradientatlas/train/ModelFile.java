package org.gradientatlas.train;

import java.io.Serializable;

/**
 * A network of the user's, as it was read and found harmless.
 *
 * @param name of the file, for messages
 * @param configuration JSON of Deeplearning4j's, written anew from what was checked
 * @param graph whether it describes a ComputationGraph; a MultiLayerNetwork otherwise
 * @param parameters in Deeplearning4j's order; empty if the file has none
 * @param digest of the file's content, in hexadecimal digits
 */
@SuppressWarnings("ArrayRecordComponent")
public record ModelFile(
    String name, String configuration, boolean graph, double[] parameters, String digest)
    implements Serializable {}
