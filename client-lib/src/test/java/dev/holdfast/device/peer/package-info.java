/**
 * A small peer that speaks the protocol from a model in memory, for the device's own crash, cut and
 * resume properties. What the real server does is tested against the real server.
 */
@NullMarked
package dev.holdfast.device.peer;

import org.jspecify.annotations.NullMarked;
