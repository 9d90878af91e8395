package dev.holdfast.server.sync.internal.segments;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.infinispan.Cache;

/**
 * The cache of WildFly's Infinispan: bounded in memory, the rest on disk. How much is kept, and for
 * how long, is configured there.
 */
@ApplicationScoped
public class InfinispanSegmentCache implements SegmentCache {
  @Resource(lookup = "java:jboss/infinispan/cache/holdfast/segments")
  @SuppressWarnings("NullAway.Init")
  private Cache<String, byte[]> cache;

  @Override
  public Optional<StoredSegment> find(String id) {
    return Optional.ofNullable(cache.get(id)).map(StoredSegment::of);
  }

  @Override
  public boolean has(String id) {
    return cache.containsKey(id);
  }

  @Override
  public void put(String id, StoredSegment segment) {
    cache.put(id, segment.toBytes());
  }
}
