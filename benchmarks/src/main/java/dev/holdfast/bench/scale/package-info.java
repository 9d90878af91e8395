/** Five million rows, a device of little memory, and a server that many devices know. */
@NullMarked
package dev.holdfast.bench.scale;

import org.jspecify.annotations.NullMarked;
