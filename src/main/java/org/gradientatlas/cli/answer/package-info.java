/** The answer of a query as a table, CSV, JSON or Markdown. */
@NullMarked
package org.gradientatlas.cli.answer;

import org.jspecify.annotations.NullMarked;
