package org.gradientatlas.study;

import java.io.Serializable;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Random streams of one replicate, keyed by purpose and never by partition, thread or clock. Cells
 * of one replicate share them, so that contrasts are paired.
 *
 * @param seed the study's
 * @param replicate from 0
 */
public record RandomStreams(long seed, int replicate) implements Serializable {
  /** The purpose of a stream. Every result depends on the constants' keys: never change one. */
  public enum Purpose {
    DATA(0),
    WEIGHTS(1),
    BATCHES(2),
    PROBE(3),
    BIASES(4),

    /** Of any architecture but dense: by layer and tensor. */
    TENSORS(5);

    private final int key;

    Purpose(int key) {
      this.key = key;
    }
  }

  /** The stream for one purpose and index (a layer, or 0), at its beginning. */
  public UniformRandomProvider stream(Purpose purpose, int index) {
    long state = seed;
    state = mix(state ^ mix(replicate + 0x9E3779B97F4A7C15L));
    state = mix(state ^ mix(purpose.key + 0xD1B54A32D192ED03L));
    state = mix(state ^ mix(index + 0x8CB92BA72F3D8DD7L));
    long[] key = new long[4];
    for (int i = 0; i < key.length; i++) {
      state += 0x9E3779B97F4A7C15L;
      key[i] = mix(state);
    }
    return RandomSource.XO_SHI_RO_256_PP.create(key);
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014): a bijection with full avalanche. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
