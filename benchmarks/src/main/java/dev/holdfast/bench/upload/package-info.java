/** Queued actions on their way up. */
@NullMarked
package dev.holdfast.bench.upload;

import org.jspecify.annotations.NullMarked;
