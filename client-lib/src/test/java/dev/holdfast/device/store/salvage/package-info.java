/** Tests of what reads damaged files. */
@NullMarked
package dev.holdfast.device.store.salvage;

import org.jspecify.annotations.NullMarked;
