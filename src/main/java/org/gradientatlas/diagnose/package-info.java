/** What the stored rows of a trial mean: rules, thresholds, verdicts. */
@NullMarked
package org.gradientatlas.diagnose;

import org.jspecify.annotations.NullMarked;
