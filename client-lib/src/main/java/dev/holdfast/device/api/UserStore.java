package dev.holdfast.device.api;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A user's store on a device with several users: what is known of it without opening it.
 *
 * @param user whose it is
 * @param directory where it lives
 * @param unsent actions in it that were not sent, or went with it if it was wiped; null if that is
 *     not known. It may be too large after a kill, and too small only after a power cut
 * @param wiped whether it was erased by an administrator's order or policy: it has to be removed to
 *     begin a new one
 */
public record UserStore(String user, Path directory, @Nullable Integer unsent, boolean wiped) {}
