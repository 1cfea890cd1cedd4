/** The confined database for untrusted SQL: what it may contain, and what it can reach. */
@NullMarked
package org.gradientatlas.sql;

import org.jspecify.annotations.NullMarked;
