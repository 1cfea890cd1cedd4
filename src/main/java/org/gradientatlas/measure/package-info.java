/** The measurements of a trial, and when they are taken. */
@NullMarked
package org.gradientatlas.measure;

import org.jspecify.annotations.NullMarked;
