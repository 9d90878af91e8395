/**
 * HTTP: a small seam, {@link dev.holdfast.device.transport.Transport}, for applications with a
 * client of their own, and its implementation for the JVM and Android. Part of the API.
 */
@NullMarked
package dev.holdfast.device.transport;

import org.jspecify.annotations.NullMarked;
