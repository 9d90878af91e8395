/**
 * Who keeps the key of a store: {@link dev.holdfast.device.keys.KeyProtection} is implemented here
 * by a passphrase and by a key of the application's, and elsewhere by a key store of an operating
 * system. Part of the API.
 */
@NullMarked
package dev.holdfast.device.keys;

import org.jspecify.annotations.NullMarked;
