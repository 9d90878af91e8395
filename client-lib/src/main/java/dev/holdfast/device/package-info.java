/**
 * The device: {@link dev.holdfast.device.Holdfast} is its door.
 *
 * <p>Packages are promises. Part of the API, and changed on purpose only, are this one, {@code api}
 * (values, results and errors), {@code keys} (a keeper of keys implements {@link
 * dev.holdfast.device.keys.KeyProtection}), {@code engine} (a platform's SQLite with SQLCipher is a
 * {@link dev.holdfast.device.engine.StoreEngine}) and {@code transport} (an HTTP client of one's
 * own implements {@link dev.holdfast.device.transport.Transport}); of the kernel what these name,
 * in its packages {@code app}, {@code casework}, {@code policy} and {@code wire}. All of it is
 * listed in {@code docs/reference/device-api.txt}. Every other package is internal: what is public
 * there may be another tomorrow.
 */
@NullMarked
package dev.holdfast.device;

import org.jspecify.annotations.NullMarked;
