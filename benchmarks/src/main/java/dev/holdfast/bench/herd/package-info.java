/** Many devices that do a full synchronization at the same moment. */
@NullMarked
package dev.holdfast.bench.herd;

import org.jspecify.annotations.NullMarked;
