/** Selects the engine; the only package that knows them all. */
@NullMarked
package org.gradientatlas.train.engine;

import org.jspecify.annotations.NullMarked;
