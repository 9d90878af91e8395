package dev.holdfast.server.contents.internal;

import dev.holdfast.kernel.digest.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far the hash of each upload is that this node has taken the bytes of, so that its end costs
 * no reading. An upload that another node, or an earlier life of this one, has begun has none here:
 * it is read once at its end. Remembers those that were gone on with last, a bounded number.
 * Thread-safe.
 */
@ApplicationScoped
public class HashStates {
  private static final int MOST = 10_000;

  private final Map<UUID, State> states =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, State> eldest) {
          return size() > MOST;
        }
      };

  private record State(long offset, MessageDigest hash) {}

  /** For the container. */
  public HashStates() {}

  /** The hash of what is before an offset, which the caller has alone; null if it is not known. */
  synchronized @Nullable MessageDigest take(UUID upload, long offset) {
    State state = states.remove(upload);
    if (offset == 0) {
      return Sha256.digest();
    }
    return state != null && state.offset() == offset ? state.hash() : null;
  }

  /** The hash of what is before an offset now. */
  synchronized void keep(UUID upload, long offset, MessageDigest hash) {
    states.put(upload, new State(offset, hash));
  }
}
