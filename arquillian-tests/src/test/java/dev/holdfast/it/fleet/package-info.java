/** Devices and resync orders, as administrators see and steer them. */
@NullMarked
package dev.holdfast.it.fleet;

import org.jspecify.annotations.NullMarked;
