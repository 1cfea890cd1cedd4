/** The HTML report: the stored numbers of a study as one page. */
@NullMarked
package org.gradientatlas.report.page;

import org.jspecify.annotations.NullMarked;
