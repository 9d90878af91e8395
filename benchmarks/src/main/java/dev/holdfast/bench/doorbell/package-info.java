/** A thousand connected devices and one change. */
@NullMarked
package dev.holdfast.bench.doorbell;

import org.jspecify.annotations.NullMarked;
