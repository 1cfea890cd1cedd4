/** Reads single values of a study file: numbers and ranges, names, choices with parameters. */
@NullMarked
package org.gradientatlas.study.value;

import org.jspecify.annotations.NullMarked;
