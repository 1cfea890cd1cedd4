/** Serves a page on this machine while a study changes what it shows. */
@NullMarked
package org.gradientatlas.report.live;

import org.jspecify.annotations.NullMarked;
