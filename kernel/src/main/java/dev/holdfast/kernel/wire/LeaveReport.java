package dev.holdfast.kernel.wire;

import org.jspecify.annotations.Nullable;

/**
 * What a device tells that has done as {@link Leave} said; it may be told more than once.
 *
 * @param acknowledgement as the device was given it
 * @param erased whether its store can't be read any more
 * @param unsent actions that it had not sent; erased with its store, or still on it. Null if that
 *     could not be read
 */
public record LeaveReport(String acknowledgement, boolean erased, @Nullable Integer unsent) {}
