/** Paths as users type them, on any file system that Hadoop knows. */
@NullMarked
package org.gradientatlas.storage;

import org.jspecify.annotations.NullMarked;
