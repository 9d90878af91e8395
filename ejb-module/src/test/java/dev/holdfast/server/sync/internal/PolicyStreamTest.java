package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.policy.PolicyField;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.platform.api.Watch;
import dev.holdfast.server.platform.internal.Watcher;
import dev.holdfast.server.tables.internal.BucketChanges;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a device hears of the policy that holds for it. */
class PolicyStreamTest {
  private static final List<String> STATES = List.of("AK");

  private final UUID id = UUID.randomUUID();
  private final MemoryDevice copy = new MemoryDevice();
  private @Nullable Thread watcher;
  private @Nullable String policy = SyncPolicy.STANDARD.id();

  private Watch watch(TestDatabase database) {
    Watcher looking =
        new Watcher(
            database.dataSource(),
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            List.of(new BucketChanges()),
            List.of());
    watcher = new Thread(looking::run);
    watcher.setDaemon(true);
    watcher.start();
    assertThat(looking.sees(Duration.ZERO)).isTrue();
    return looking;
  }

  @AfterEach
  void end() {
    if (watcher != null) {
      watcher.interrupt();
    }
  }

  /** Syncs; returns the policy that came, empty if nothing was new. */
  private Optional<SyncHeader> sync(StreamHarness server) throws Exception {
    SyncRequest request = copy.request().asFresh();
    Optional<byte[]> answer =
        server.quickly(policy == null ? request : request.obeying(policy), STATES, id);
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    copy.receive(answer.get());
    SyncPolicy told = copy.header().policy();
    policy = told == null ? policy : told.id();
    return Optional.of(copy.header());
  }

  private static void say(StreamHarness server, String target, int batch) {
    server
        .database
        .jdbc()
        .update(
            "INSERT INTO holdfast.sync_policy (target, batch, version) VALUES (?, ?, 1)"
                + " ON CONFLICT (target) DO UPDATE SET batch = excluded.batch",
            target,
            batch);
  }

  @Test
  void aDeviceThatLacksNothingElseIsToldOnceAtItsNextPoll() throws Exception {
    StreamHarness server = new StreamHarness(this::watch);
    assertThat(sync(server).orElseThrow().policy()).isNull();
    assertThat(sync(server)).isEmpty();

    say(server, "role:inspector", 7);
    SyncPolicy told = Objects.requireNonNull(sync(server).orElseThrow().policy());

    assertThat(told.batch()).isEqualTo(7);
    assertThat(told.source(PolicyField.BATCH)).isEqualTo("role:inspector");
    assertThat(sync(server)).isEmpty();
    int before = server.counted.connections();
    assertThat(sync(server)).isEmpty();
    assertThat(server.counted.connections()).isEqualTo(before);
  }

  @Test
  void aPolicyThatDoesNotConcernItIsNoNews() throws Exception {
    StreamHarness server = new StreamHarness(this::watch);
    sync(server);

    say(server, "role:supervisor", 7);

    assertThat(sync(server)).isEmpty();
  }

  @Test
  void aDeltaThatDevicesShareSaysNothingOfThePolicyThatTheyKnow() throws Exception {
    StreamHarness server = new StreamHarness(this::watch);
    say(server, "everyone", 9);
    assertThat(sync(server).orElseThrow().policy()).isNotNull();
    sync(server);

    server.database.jdbc().update("UPDATE demo.airport SET name = 'New' WHERE iata = 'A3'");

    assertThat(sync(server).orElseThrow().policy()).isNull();
  }

  @Test
  void aDeviceThatDidNotKeepWhatItWasToldIsToldAgain() throws Exception {
    StreamHarness server = new StreamHarness(this::watch);
    say(server, "everyone", 9);
    sync(server);

    policy = "another";

    assertThat(sync(server).orElseThrow().policy()).isNotNull();
  }

  @Test
  void aDeviceThatKnowsNoPoliciesIsNeverToldAny() throws Exception {
    StreamHarness server = new StreamHarness(this::watch);
    policy = null;
    say(server, "everyone", 9);
    assertThat(sync(server).orElseThrow().policy()).isNull();

    say(server, "everyone", 8);

    assertThat(sync(server)).isEmpty();
  }
}
