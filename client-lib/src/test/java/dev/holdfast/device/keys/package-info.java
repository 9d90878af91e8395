/** Tests of who keeps a store's key. */
@NullMarked
package dev.holdfast.device.keys;

import org.jspecify.annotations.NullMarked;
