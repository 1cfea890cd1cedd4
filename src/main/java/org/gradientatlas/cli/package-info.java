/** The command line. */
@NullMarked
package org.gradientatlas.cli;

import org.jspecify.annotations.NullMarked;
