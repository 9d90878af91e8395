/**
 * What crosses the network: the records of every request and answer, and the reader and writer of
 * the sync stream.
 */
@NullMarked
package dev.holdfast.kernel.wire;

import org.jspecify.annotations.NullMarked;
