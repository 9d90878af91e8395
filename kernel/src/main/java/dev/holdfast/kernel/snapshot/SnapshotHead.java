package dev.holdfast.kernel.snapshot;

import java.time.Instant;
import java.util.UUID;

/**
 * The second line of a snapshot file: what everybody may know of it.
 *
 * @param id the file's id
 * @param application whose rows it has
 * @param madeAt when it was made, by the server's clock
 */
public record SnapshotHead(UUID id, String application, Instant madeAt) {}
