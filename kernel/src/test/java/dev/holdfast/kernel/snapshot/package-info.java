/** Tests of snapshot files. */
@NullMarked
package dev.holdfast.kernel.snapshot;

import org.jspecify.annotations.NullMarked;
