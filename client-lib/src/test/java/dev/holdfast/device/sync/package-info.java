/** Tests of when a device syncs by itself. */
@NullMarked
package dev.holdfast.device.sync;

import org.jspecify.annotations.NullMarked;
