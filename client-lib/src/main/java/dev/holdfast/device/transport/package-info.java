/**
 * HTTP: a small seam, {@link dev.holdfast.device.transport.Transport}, its implementation for the
 * JVM and Android, and the server's requests as typed calls.
 */
@NullMarked
package dev.holdfast.device.transport;

import org.jspecify.annotations.NullMarked;
