/** A study as a file: HOCON in, a study out, with everything that is wrong in one list. */
@NullMarked
package org.gradientatlas.study.file;

import org.jspecify.annotations.NullMarked;
