/** SQL over stored tables: queries, claims, reproductions. */
@NullMarked
package org.gradientatlas.query;

import org.jspecify.annotations.NullMarked;
