package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.device.transport.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Who signs in and out")
class SignInTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Peer peer = new Peer(Device.CLOCK, Peer.alice());
  private final Cancellation cancellation = new Cancellation();
  private boolean silent;
  private Holdfast holdfast;

  @BeforeEach
  void open(@TempDir Path directory) {
    holdfast =
        Holdfast.at(directory).clock(Device.CLOCK).transport(this::answer).openWithKey(KEY.clone());
  }

  @AfterEach
  void close() {
    holdfast.close();
  }

  /** A server that does not answer, until its user has enough of it. */
  private Transport.Answer answer(Transport.Request request) throws IOException {
    if (silent) {
      cancellation.cancel();
      throw new IOException("the connection was cut");
    }
    return peer.send(request);
  }

  private void signIn() {
    char[] password = "secret".toCharArray();
    holdfast.signIn("https://peer.invalid", "alice", password, "test", cancellation);
  }

  @Test
  @DisplayName("can end the wait for the server, and sign in later")
  void endsTheWait() {
    silent = true;
    assertThatThrownBy(this::signIn).isInstanceOf(CancelledException.class);
    assertThat(holdfast.status().signedIn()).isFalse();

    silent = false;
    holdfast.signIn("https://peer.invalid", "alice", "secret".toCharArray(), "test");
    assertThat(holdfast.status().signedIn()).isTrue();
  }

  @Test
  @DisplayName("is signed out here without waiting for the server")
  void signsOutAllTheSame() {
    signIn();
    silent = true;

    assertThat(holdfast.signOut(cancellation)).isFalse();

    assertThat(holdfast.status().signedIn()).isFalse();
  }
}
