package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.transport.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("New tokens that come late")
class LateRefreshTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final TickingClock clock = new TickingClock(Duration.ZERO);
  private final Peer peer = new Peer(clock, Peer.alice());
  private Runnable meanwhile = () -> {};
  @TempDir private Path directory = Path.of("unset");
  private Holdfast holdfast;

  @BeforeEach
  void open() {
    holdfast = Holdfast.at(directory).clock(clock).transport(this::answer).openWithKey(KEY.clone());
    signIn();
    clock.pass(Duration.ofHours(1));
  }

  @AfterEach
  void close() {
    holdfast.close();
  }

  private void signIn() {
    holdfast.signIn("https://peer.invalid", "alice", "secret", "test");
  }

  private Transport.Answer answer(Transport.Request request) throws IOException {
    Transport.Answer answer = peer.send(request);
    if (request.uri().getPath().endsWith("/refresh")) {
      Runnable once = meanwhile;
      meanwhile = () -> {};
      once.run();
    }
    return answer;
  }

  @Test
  @DisplayName("don't undo a sign-out")
  void signedOut() {
    meanwhile = holdfast::signOut;

    assertThatThrownBy(holdfast::sync).isInstanceOf(NotSignedInException.class);

    assertThat(holdfast.status().signedIn()).isFalse();
  }

  @Test
  @DisplayName("don't undo a sign-in")
  void signedIn() {
    meanwhile =
        () -> {
          peer.states("WA");
          signIn();
        };

    holdfast.sync();
    holdfast.close();

    try (Database store = Database.open(directory, KeyProtection.key(KEY), Long.MAX_VALUE)) {
      assertThat(store.read(Account::require).attributes())
          .isEqualTo(Map.of("states", List.of("WA")));
    }
  }
}
