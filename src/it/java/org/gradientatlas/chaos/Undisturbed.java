package org.gradientatlas.chaos;

/**
 * A run that nothing happened to.
 *
 * @param sha256 of its sorted rows
 * @param waves that it committed
 * @param startSeconds from its start to its first wave
 * @param waveSeconds from each wave to the next
 * @param bytes of its output on a disk
 */
record Undisturbed(String sha256, int waves, double startSeconds, double waveSeconds, long bytes) {}
