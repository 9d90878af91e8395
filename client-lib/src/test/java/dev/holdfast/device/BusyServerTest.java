package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.device.peer.PlainAnswer;
import dev.holdfast.device.transport.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A download from a server that says now and then that it can't")
class BusyServerTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int SEGMENTS = 6;
  private static final int SEGMENT_ROWS = 20;

  private final Peer peer = new Peer(Device.CLOCK, Peer.alice());
  private final Set<String> refused = new HashSet<>();
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private String retryAfter = "1";
  private Holdfast holdfast;

  @BeforeEach
  void signIn(@TempDir Path directory) {
    peer.segments().ofRows(SEGMENT_ROWS);
    for (int i = 0; i < SEGMENTS * SEGMENT_ROWS; i++) {
      peer.airport("AK", "A" + i, "Name " + i);
    }
    holdfast =
        Holdfast.at(directory)
            .clock(Device.CLOCK)
            .transport(this::answer)
            .sleeper(waits::add)
            .openWithKey(KEY.clone());
    holdfast.signIn("https://peer.invalid", "alice", "secret", "test");
  }

  @AfterEach
  void close() {
    holdfast.close();
  }

  /** Every segment is refused once. */
  private synchronized Transport.Answer answer(Transport.Request request) throws IOException {
    String path = request.uri().getPath();
    if (path.contains("/segments/") && refused.add(path)) {
      return new PlainAnswer(503) {
        @Override
        public Optional<String> header(String name) {
          return "Retry-After".equals(name) ? Optional.of(retryAfter) : Optional.empty();
        }
      };
    }
    return peer.send(request);
  }

  @Test
  @DisplayName("goes on as long as something comes in between, and waits as long as it is asked to")
  void goesOn() {
    holdfast.sync();

    assertThat(holdfast.query("SELECT iata FROM airport")).hasSize(SEGMENTS * SEGMENT_ROWS);
    assertThat(refused).hasSizeGreaterThanOrEqualTo(SEGMENTS);
    assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(refused.size()));
  }

  @Test
  @DisplayName("leaves long waits to who asked for it")
  void leavesLongWaits() {
    retryAfter = "600";

    assertThatThrownBy(holdfast::sync)
        .isInstanceOfSatisfying(
            UnreachableException.class,
            away -> assertThat(away.retryAfter()).contains(Duration.ofSeconds(600)));
    assertThat(waits).isEmpty();
  }
}
