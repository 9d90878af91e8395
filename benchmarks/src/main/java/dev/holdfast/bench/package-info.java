/**
 * Benchmarks: {@code ./holdfast bench NAME}. Each brings up a server of its own by the {@code
 * holdfast} command, measures beside a baseline in the same run, and prints runs, median, spread
 * and ratio. Nothing here is part of the tests.
 */
@NullMarked
package dev.holdfast.bench;

import org.jspecify.annotations.NullMarked;
