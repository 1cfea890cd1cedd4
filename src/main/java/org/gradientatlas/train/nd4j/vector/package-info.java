/**
 * The engine's loops by the Vector API, in single precision. Compiled apart, because javac warns of
 * the incubating module, and loaded only where the process has it ({@code --add-modules
 * jdk.incubator.vector}).
 */
@NullMarked
package org.gradientatlas.train.nd4j.vector;

import org.jspecify.annotations.NullMarked;
