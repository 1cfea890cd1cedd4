/** What people look at in a browser: the stored numbers of a study as one page. */
@NullMarked
package org.gradientatlas.report.page;

import org.jspecify.annotations.NullMarked;
