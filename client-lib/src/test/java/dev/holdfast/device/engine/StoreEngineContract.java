package dev.holdfast.device.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.HoldfastBuilder;
import dev.holdfast.device.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link StoreEngine} has to hold: an implementation is tested by a class that extends
 * this. Files and statements are looked at by themselves; here is the whole device on it. The peer
 * stands in for a server.
 */
public abstract class StoreEngineContract extends EngineStatementsContract {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC);

  /** The whole device on it. */
  @Test
  @DisplayName("carries a device: it syncs, performs, queries, is checked, repaired and opened")
  void device() throws IOException {
    Path store = directory.resolve("store");
    Peer peer = new Peer(CLOCK, Peer.alice());
    peer.segments().ofRows(20);
    for (int i = 0; i < 100; i++) {
      peer.airport("AK", "A" + i, "Name " + i);
    }
    UUID inspection = peer.planned("AK", "A1", "alice");
    try (Holdfast holdfast = builder(store, peer).open("a passphrase".toCharArray())) {
      holdfast.signIn("https://peer.invalid", "alice", "secret", "test");
      holdfast.sync();
      holdfast.perform(inspection, "arrive", Map.of());

      assertThat(holdfast.query("SELECT iata FROM airport WHERE name GLOB ?", "Name 1*"))
          .hasSize(11);
      assertThat(holdfast.checkIntegrity().problems()).isEmpty();
      holdfast.sync();
      holdfast.perform(inspection, "record", Map.of("defects", 3L));
      assertThat(holdfast.verify().match()).isTrue();
    }
    byte[] bytes = Files.readAllBytes(store.resolve("holdfast.db"));
    bytes[100] ^= 1;
    Files.write(store.resolve("holdfast.db"), bytes);

    assertThat(builder(store, peer).repair("a passphrase".toCharArray()).problems()).isNotEmpty();

    try (Holdfast holdfast = builder(store, peer).open("a passphrase".toCharArray())) {
      assertThat(holdfast.pending()).hasSize(1);
      holdfast.sync();
      assertThat(holdfast.show(inspection).orElseThrow().fields()).containsEntry("defects", 3L);
      assertThat(holdfast.verify().match()).isTrue();
    }
  }

  private HoldfastBuilder builder(Path store, Peer peer) {
    return Holdfast.at(store).engine(engine()).clock(CLOCK).transport(peer).sleeper(time -> {});
  }
}
