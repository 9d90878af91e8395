/**
 * The device: {@link dev.holdfast.device.Holdfast} is its door. Values, results and errors are in
 * {@code api}; a transport of one's own implements {@code transport.Transport}, a keeper of keys
 * {@code keys.KeyProtection}; the rest is internal.
 */
@NullMarked
package dev.holdfast.device;

import org.jspecify.annotations.NullMarked;
