/** Polls with nothing new beside an empty resource. */
@NullMarked
package dev.holdfast.bench.idle;

import org.jspecify.annotations.NullMarked;
