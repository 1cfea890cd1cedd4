/** The confined database: what SQL that others wrote may be made of, and what it may reach. */
@NullMarked
package org.gradientatlas.sql;

import org.jspecify.annotations.NullMarked;
