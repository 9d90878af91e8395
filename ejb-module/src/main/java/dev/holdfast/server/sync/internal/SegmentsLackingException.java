package dev.holdfast.server.sync.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Segments have to be made before the stream can be written. */
final class SegmentsLackingException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Lacking> lacking;

  /**
   * A bucket that has no segments of use.
   *
   * @param key the bucket
   * @param found the manifest that is of no use, null if there was none
   */
  record Lacking(ManifestKey key, @Nullable Manifest found) {}

  SegmentsLackingException(List<Lacking> lacking) {
    super("segments of " + lacking.size() + " bucket(s)");
    this.lacking = List.copyOf(lacking);
  }

  List<Lacking> lacking() {
    return lacking;
  }
}
