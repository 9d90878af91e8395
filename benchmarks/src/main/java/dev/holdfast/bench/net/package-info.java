/** A network between a device and the server that can be watched, slowed and cut. */
@NullMarked
package dev.holdfast.bench.net;

import org.jspecify.annotations.NullMarked;
