/** What an output holds: its rows, its status, its damage. */
@NullMarked
package org.gradientatlas.spark.stored;

import org.jspecify.annotations.NullMarked;
