package dev.holdfast.desktop.entry;

import dev.holdfast.device.HoldfastBuilder;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The store that a window works with.
 *
 * @param directory where it is, or will be
 * @param builder how it opens; asked at each attempt, the window adds who is told of changes
 * @param user whose it is, null if that is to be asked
 * @param server the address that a first sign-in suggests, null for none
 */
public record StoreDoor(
    Path directory,
    Supplier<HoldfastBuilder> builder,
    @Nullable String user,
    @Nullable String server) {}
