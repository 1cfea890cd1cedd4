package org.gradientatlas.study;

import java.io.Serializable;

/**
 * The effect of one exclusion predicate of a study.
 *
 * @param predicate as written
 * @param matched how many trials it matches
 * @param excluded how many of them no earlier predicate had excluded
 */
public record Exclusion(String predicate, long matched, long excluded) implements Serializable {}
