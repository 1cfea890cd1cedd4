/** HOCON texts as trees: parsed, overridden and resolved, with all their problems. */
@NullMarked
package org.gradientatlas.study.hocon;

import org.jspecify.annotations.NullMarked;
