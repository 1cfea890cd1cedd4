/**
 * The engine's single-precision loops on the Vector API. Compiled separately, because javac warns
 * about the incubating module, and loaded only if the process has it ({@code --add-modules
 * jdk.incubator.vector}).
 */
@NullMarked
package org.gradientatlas.train.nd4j.vector;

import org.jspecify.annotations.NullMarked;
