/** Reads study files: HOCON in, a study out, with all problems in one list. */
@NullMarked
package org.gradientatlas.study.file;

import org.jspecify.annotations.NullMarked;
