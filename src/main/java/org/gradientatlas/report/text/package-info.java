/** What people read in a terminal. */
@NullMarked
package org.gradientatlas.report.text;

import org.jspecify.annotations.NullMarked;
