package dev.holdfast.device;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.policy.SyncPolicy.Said;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A device whose time passes as a test says: by its clock, by that of its server, and by running.
 */
final class TimedDevice implements AutoCloseable {
  static final Instant BEGIN = Instant.parse("2026-11-23T08:00:00Z");

  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);

  private final Path directory;
  private final Hands server = new Hands();
  private final Hands clock = new Hands();
  private final Peer peer = new Peer(server, Peer.alice());
  private long nanos;
  private volatile ConnectionKind connection = ConnectionKind.UNKNOWN;
  private Holdfast holdfast;

  /** One of alice, signed in. */
  TimedDevice(Path directory) {
    this.directory = directory;
    this.holdfast = open();
    holdfast.signIn("https://peer.invalid", "alice", "secret", "test");
  }

  /** A clock that somebody turns. */
  private static final class Hands extends Clock {
    private volatile Instant now = BEGIN;

    private void turn(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** Administrators lock it after a time without contact. */
  static SyncPolicy lockAfter(Duration time) {
    return SyncPolicy.of(
        List.of(List.of(new Said("everyone", PolicyValues.NONE.withLockAfterOffline(time)))));
  }

  Holdfast holdfast() {
    return holdfast;
  }

  void connected(ConnectionKind kind) {
    connection = kind;
  }

  Peer peer() {
    return peer;
  }

  Path directory() {
    return directory;
  }

  /** The server's time. */
  Instant serverTime() {
    return server.instant();
  }

  private HoldfastBuilder builder() {
    return Holdfast.at(directory)
        .transport(peer)
        .clock(clock)
        .elapsed(() -> nanos)
        .connection(() -> connection)
        .sleeper(duration -> {});
  }

  private Holdfast open() {
    return builder().openWithKey(KEY);
  }

  void reopen() {
    holdfast.close();
    holdfast = open();
  }

  /** Repairs the store, which is closed. */
  void repair() {
    builder().repair(KeyProtection.key(KEY));
    holdfast = open();
  }

  /** Time passes, and nobody uses the device. */
  void pass(Duration time) {
    clock.turn(time);
    server.turn(time);
  }

  /** Time passes while the device is in use. */
  void run(Duration time) {
    pass(time);
    nanos += time.toNanos();
  }

  /** Somebody turns the device's clock. */
  void turn(Duration by) {
    clock.turn(by);
  }

  @Override
  public void close() {
    holdfast.close();
  }
}
