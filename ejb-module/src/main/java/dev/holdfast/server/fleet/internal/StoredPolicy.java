package dev.holdfast.server.fleet.internal;

import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.ReceiveMode;
import dev.holdfast.kernel.policy.SendMode;
import dev.holdfast.server.fleet.api.PolicyTarget;
import dev.holdfast.server.fleet.api.PolicyView;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A policy that an administrator made. */
@Entity
@Table(name = "sync_policy", schema = "holdfast")
public class StoredPolicy {
  @Id private String target;

  @Enumerated(EnumType.STRING)
  private @Nullable ReceiveMode receive;

  @Column(name = "receive_interval_seconds")
  private @Nullable Integer receiveIntervalSeconds;

  @Column(name = "receive_pause_seconds")
  private @Nullable Integer receivePauseSeconds;

  @Enumerated(EnumType.STRING)
  private @Nullable SendMode send;

  @Column(name = "send_pause_seconds")
  private @Nullable Integer sendPauseSeconds;

  private @Nullable Integer batch;

  @Column(name = "wipe_after_wrong_passphrases")
  private @Nullable Integer wipeAfterWrongPassphrases;

  @Column(name = "lock_after_offline_seconds")
  private @Nullable Integer lockAfterOfflineSeconds;

  @Enumerated(EnumType.STRING)
  private @Nullable MeteredMode metered;

  @Version
  @Column(nullable = false)
  private long version = 1;

  /** For JPA. */
  @SuppressWarnings("NullAway")
  protected StoredPolicy() {}

  /** A new policy. */
  StoredPolicy(PolicyTarget target, PolicyValues values) {
    this.target = target.text();
    say(values);
  }

  final void say(PolicyValues values) {
    this.receive = values.receive();
    this.receiveIntervalSeconds = values.receiveIntervalSeconds();
    this.receivePauseSeconds = values.receivePauseSeconds();
    this.send = values.send();
    this.sendPauseSeconds = values.sendPauseSeconds();
    this.batch = values.batch();
    this.wipeAfterWrongPassphrases = values.wipeAfterWrongPassphrases();
    this.lockAfterOfflineSeconds = values.lockAfterOfflineSeconds();
    this.metered = values.metered();
  }

  long version() {
    return version;
  }

  PolicyView view() {
    return new PolicyView(
        target,
        new PolicyValues(
            receive,
            receiveIntervalSeconds,
            receivePauseSeconds,
            send,
            sendPauseSeconds,
            batch,
            wipeAfterWrongPassphrases,
            lockAfterOfflineSeconds,
            metered),
        version);
  }
}
