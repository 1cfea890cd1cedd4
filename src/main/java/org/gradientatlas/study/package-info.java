/** A study as data: its file, its lazy grid, its trials. */
@NullMarked
package org.gradientatlas.study;

import org.jspecify.annotations.NullMarked;
