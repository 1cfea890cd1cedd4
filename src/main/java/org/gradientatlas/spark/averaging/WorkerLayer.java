package org.gradientatlas.spark.averaging;

import org.gradientatlas.measure.Drift;
import org.gradientatlas.measure.LayerStats;

/**
 * A layer of one worker's network at a recorded step, before averaging.
 *
 * @param worker from 0
 */
record WorkerLayer(int worker, LayerStats stats, Drift drift) {}
