/** A hundred changed rows on their way to a connected device. */
@NullMarked
package dev.holdfast.bench.delta;

import org.jspecify.annotations.NullMarked;
