package dev.holdfast.kernel.wire;

import org.jspecify.annotations.Nullable;

/**
 * What a device that an administrator has ended is to do: in the {@link Problem} by which it learns
 * of it. It gets no data any more.
 *
 * @param accepts whether what it has not sent is taken
 * @param wipe whether it has to erase its store, after it has sent what is taken
 * @param token bearer token for {@code POST /leaving/actions}; null if nothing is taken
 * @param acknowledgement what it proves with, once, that it has done so; good for nothing else
 */
public record Leave(
    boolean accepts, boolean wipe, @Nullable String token, String acknowledgement) {}
