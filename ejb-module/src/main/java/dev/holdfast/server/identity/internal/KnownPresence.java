package dev.holdfast.server.identity.internal;

import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.platform.api.Mark.Subject;
import dev.holdfast.server.platform.api.Watch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Users and devices in memory, for as long as nothing about them changes: on this node from the
 * very commit, on others as soon as the watcher sees it. Without password hashes. Thread-safe;
 * bounded, the ones that called last.
 */
@ApplicationScoped
public class KnownPresence {
  private static final int MOST = 50_000;

  private final Map<Key, Known> known =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
          return size() > MOST;
        }
      };

  private Watch watch;
  private Presence presence;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected KnownPresence() {}

  /** Keeps what another has read. */
  @Inject
  public KnownPresence(Watch watch, Presence presence) {
    this.watch = watch;
    this.presence = presence;
  }

  private record Key(String user, @Nullable UUID device) {}

  private record Known(Present present, Look look, Mark user, @Nullable Mark device) {
    boolean holds() {
      return !user.changedSince(look) && (device == null || !device.changedSince(look));
    }
  }

  /** A user and a device, which need not be this user's; the password hash is empty. */
  Optional<Present> of(String user, @Nullable UUID device) {
    Key key = new Key(user, device);
    Known before = get(key);
    if (before != null && before.holds() && watch.sees(watch.tolerance()) && before.holds()) {
      return Optional.of(before.present());
    }
    Look look = watch.last();
    Mark userMark = watch.mark(new Subject(Subject.USER, user));
    Mark deviceMark =
        device == null ? null : watch.mark(new Subject(Subject.DEVICE, device.toString()));
    Optional<Present> present = presence.of(user, device).map(Present::withoutPassword);
    present.ifPresent(one -> put(key, new Known(one, look, userMark, deviceMark)));
    return present;
  }

  private synchronized @Nullable Known get(Key key) {
    return known.get(key);
  }

  private synchronized void put(Key key, Known one) {
    known.put(key, one);
  }
}
