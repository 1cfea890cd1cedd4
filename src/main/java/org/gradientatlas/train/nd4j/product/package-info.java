/** Matrix products, by oneDNN or OpenBLAS. */
@NullMarked
package org.gradientatlas.train.nd4j.product;

import org.jspecify.annotations.NullMarked;
