/** Formats text for the terminal. */
@NullMarked
package org.gradientatlas.report.text;

import org.jspecify.annotations.NullMarked;
