package dev.holdfast.device.store;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a store that was erased still has to say. It lies in the clear in the file with the order,
 * so there is nothing in it that somebody else could do anything with but say the same.
 *
 * @param unsent actions that were not sent and went with it, null if that is not known
 * @param server the server that has to know, null if none has, or it knows
 * @param acknowledgement what proves to it that this is the device, null if {@code server} is
 */
public record Farewell(
    @Nullable Integer unsent, @Nullable String server, @Nullable String acknowledgement) {
  /** Nothing, of a store that was erased before there was anything to say. */
  static final Farewell NONE = new Farewell(null, null, null);

  /** That of a store, empty if it was not erased. */
  public static Optional<Farewell> of(Path directory) {
    return Erasure.farewell(directory);
  }

  /**
   * Its server has been told this.
   *
   * @throws dev.holdfast.device.api.HoldfastException if that can't be written
   */
  public void acknowledged(Path directory) {
    Erasure.acknowledged(directory, this);
  }

  /** The same, of which nothing is left to be said. */
  Farewell told() {
    return new Farewell(unsent, null, null);
  }

  /** What was lost, as the end of a sentence. */
  public String lost() {
    return new Notice(unsent, null).lost();
  }
}
