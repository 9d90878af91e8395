/** Many who write the same cases at once. */
@NullMarked
package dev.holdfast.bench.casework;

import org.jspecify.annotations.NullMarked;
