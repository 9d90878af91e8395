/** A device without a store, for benchmarks that need many. */
@NullMarked
package dev.holdfast.bench.light;

import org.jspecify.annotations.NullMarked;
