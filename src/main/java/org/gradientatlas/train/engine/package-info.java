/** Which engine trains: the one place that knows them all. */
@NullMarked
package org.gradientatlas.train.engine;

import org.jspecify.annotations.NullMarked;
