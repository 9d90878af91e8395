/**
 * Inside of feature platform: migration at startup, the clock, ids, settings, the server's signing
 * key.
 */
@NullMarked
package dev.holdfast.server.platform.internal;

import org.jspecify.annotations.NullMarked;
