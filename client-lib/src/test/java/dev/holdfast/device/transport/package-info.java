/** Tests of the transport against a real HTTP server. */
@NullMarked
package dev.holdfast.device.transport;

import org.jspecify.annotations.NullMarked;
