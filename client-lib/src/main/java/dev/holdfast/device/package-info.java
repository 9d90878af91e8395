/**
 * The device: {@link dev.holdfast.device.Holdfast} is its door. Values, results and errors are in
 * {@code api}; a transport of one's own implements {@code transport.Transport}; the rest is
 * internal.
 */
@NullMarked
package dev.holdfast.device;

import org.jspecify.annotations.NullMarked;
