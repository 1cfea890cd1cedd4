package org.gradientatlas.study;

import java.io.Serializable;

/**
 * What a predicate of a study did.
 *
 * @param predicate as written
 * @param matched the trials for which it is true
 * @param excluded those of them that no predicate before it had excluded
 */
public record Exclusion(String predicate, long matched, long excluded) implements Serializable {}
