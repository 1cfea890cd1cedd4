/** Writes a first study file. */
@NullMarked
package org.gradientatlas.cli.draft;

import org.jspecify.annotations.NullMarked;
