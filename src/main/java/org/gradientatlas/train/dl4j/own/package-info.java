/** Reads networks of the user's from files, and refuses what could do harm. */
@NullMarked
package org.gradientatlas.train.dl4j.own;

import org.jspecify.annotations.NullMarked;
