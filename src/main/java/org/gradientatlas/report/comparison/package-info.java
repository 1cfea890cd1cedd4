/** Two studies side by side: what differs, what is comparable, and the page that shows it. */
@NullMarked
package org.gradientatlas.report.comparison;

import org.jspecify.annotations.NullMarked;
