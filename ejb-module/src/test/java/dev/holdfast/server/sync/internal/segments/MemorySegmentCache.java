package dev.holdfast.server.sync.internal.segments;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A cache without a bound, which counts what was made and forgets on demand. */
public final class MemorySegmentCache implements SegmentCache {
  private final Map<String, byte[]> values = new ConcurrentHashMap<>();
  private final AtomicInteger puts = new AtomicInteger();

  @Override
  public Optional<StoredSegment> find(String id) {
    return Optional.ofNullable(values.get(id)).map(StoredSegment::of);
  }

  @Override
  public boolean has(String id) {
    return values.containsKey(id);
  }

  @Override
  public void put(String id, StoredSegment segment) {
    values.put(id, segment.toBytes());
    puts.incrementAndGet();
  }

  /** Evicts a segment. */
  public void forget(String id) {
    values.remove(id);
  }

  /** How often a segment was put. */
  public int puts() {
    return puts.get();
  }
}
