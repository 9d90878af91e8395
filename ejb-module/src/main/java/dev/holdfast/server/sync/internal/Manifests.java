package dev.holdfast.server.sync.internal;

import dev.holdfast.server.sync.internal.segments.SegmentCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The manifests that this node knows, those asked for last. Lost with the node: then they are made
 * again. Thread-safe.
 */
@ApplicationScoped
public class Manifests {
  private static final int MOST_SEGMENTS = 200_000;

  private final Map<ManifestKey, Manifest> known = new LinkedHashMap<>(64, 0.75f, true);
  private SegmentCache cache;
  private int segments;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected Manifests() {}

  /** Manifests of what is in a cache. */
  @Inject
  public Manifests(SegmentCache cache) {
    this.cache = cache;
  }

  /** The bucket's manifest, if every segment of it is still there. */
  public Optional<Manifest> find(ManifestKey key) {
    Manifest manifest;
    synchronized (known) {
      manifest = known.get(key);
    }
    return Optional.ofNullable(manifest)
        .filter(m -> m.segments().stream().allMatch(segment -> cache.has(segment.id())));
  }

  /** Remembers a bucket's manifest in the place of the one before. */
  public void put(ManifestKey key, Manifest manifest) {
    synchronized (known) {
      drop(key);
      known.put(key, manifest);
      segments += manifest.segments().size();
      var eldest = known.entrySet().iterator();
      while (segments > MOST_SEGMENTS && known.size() > 1) {
        segments -= eldest.next().getValue().segments().size();
        eldest.remove();
      }
    }
  }

  private void drop(ManifestKey key) {
    Manifest old = known.remove(key);
    segments -= old == null ? 0 : old.segments().size();
  }
}
