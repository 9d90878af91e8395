/**
 * The server's requests as typed calls over a {@link dev.holdfast.device.transport.Transport}, and
 * its refusals as the library's errors. Internal.
 */
@NullMarked
package dev.holdfast.device.protocol;

import org.jspecify.annotations.NullMarked;
