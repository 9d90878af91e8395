/**
 * When a device receives and sends by itself: what administrators and applications say, and what of
 * it holds. The same on the server and on the device.
 */
@NullMarked
package dev.holdfast.kernel.policy;

import org.jspecify.annotations.NullMarked;
