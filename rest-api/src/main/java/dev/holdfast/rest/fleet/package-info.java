/** Devices in the field and resync orders. */
@NullMarked
package dev.holdfast.rest.fleet;

import org.jspecify.annotations.NullMarked;
