/** What is measured, and when. */
@NullMarked
package org.gradientatlas.measure;

import org.jspecify.annotations.NullMarked;
