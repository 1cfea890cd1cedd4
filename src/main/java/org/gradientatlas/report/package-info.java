/** What people look at: the stored numbers of a study as one page. */
@NullMarked
package org.gradientatlas.report;

import org.jspecify.annotations.NullMarked;
