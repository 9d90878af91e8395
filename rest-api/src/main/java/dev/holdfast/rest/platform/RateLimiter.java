package dev.holdfast.rest.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often one client may call: a burst, refilled at a steady rate. Remembers the clients that
 * called last, a bounded number, so that nobody fills the memory by calling under many names.
 * Thread-safe. Kept per node, lost with it.
 */
@ApplicationScoped
public class RateLimiter {
  /** Requests that a client may make at once. */
  public static final int BURST = 300;

  /** Requests per second that it gets back. */
  public static final int PER_SECOND = 30;

  private static final int MAX_CLIENTS = 20_000;
  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MAX_CLIENTS;
        }
      };

  private record Bucket(double tokens, long at) {}

  /** For the container. */
  public RateLimiter() {
    this(System::nanoTime);
  }

  RateLimiter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Counts one request.
   *
   * @param client under which name
   * @return zero if it may go on, else how long to wait
   */
  public synchronized Duration take(String client) {
    long now = nanoTime.getAsLong();
    Bucket before = buckets.getOrDefault(client, new Bucket(BURST, now));
    double tokens = Math.min(BURST, before.tokens() + (now - before.at()) / NANOS * PER_SECOND);
    boolean allowed = tokens >= 1;
    buckets.put(client, new Bucket(allowed ? tokens - 1 : tokens, now));
    return allowed ? Duration.ZERO : Duration.ofNanos((long) ((1 - tokens) / PER_SECOND * NANOS));
  }

  /** Clients remembered. */
  synchronized int clients() {
    return buckets.size();
  }
}
