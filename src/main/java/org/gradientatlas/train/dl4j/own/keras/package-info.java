/** Reads what Keras saves: its HDF5 in Java alone, and the layers of it that are on a list. */
@NullMarked
package org.gradientatlas.train.dl4j.own.keras;

import org.jspecify.annotations.NullMarked;
