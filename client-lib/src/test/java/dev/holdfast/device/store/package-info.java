/** Tests of the store's parts. */
@NullMarked
package dev.holdfast.device.store;

import org.jspecify.annotations.NullMarked;
