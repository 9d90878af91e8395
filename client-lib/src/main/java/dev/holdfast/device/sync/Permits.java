package dev.holdfast.device.sync;

import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.ConnectionSource;
import dev.holdfast.device.store.Strangers;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What may be done at a moment: by the connection, which the application knows, under the policy.
 * Thread-safe.
 */
public final class Permits {
  private static final Logger LOG = LoggerFactory.getLogger(Permits.class);

  private final ConnectionSource source;
  private final Policies policies;
  private volatile ConnectionKind last = ConnectionKind.UNKNOWN;

  /** Asks an application under policies. */
  public Permits(ConnectionSource source, Policies policies) {
    this.source = source;
    this.policies = policies;
  }

  /**
   * What may be done now.
   *
   * @param anyCost whether a person wants all of it in any case
   */
  Permit now(boolean anyCost) {
    ConnectionKind present = present();
    return anyCost
        ? Permit.whateverItCosts(present)
        : Permit.of(present, policies.effective().metered());
  }

  /** What the application said last; it is not asked again. */
  public ConnectionKind last() {
    return last;
  }

  private ConnectionKind present() {
    ConnectionKind[] said = {ConnectionKind.UNKNOWN};
    Strangers.call(
        () -> said[0] = Objects.requireNonNull(source.present()),
        LOG,
        "What the connection is can't be said; it is taken for one that is not metered.");
    last = said[0];
    return said[0];
  }
}
