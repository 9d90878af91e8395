package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.device.api.Bytes;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnfinishedSync;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.device.peer.PlainAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A sync that does not end well")
class SyncEndingTest {
  private final Device device = Device.alice(8);
  private UUID inspection = new UUID(0, 0);

  @BeforeEach
  void fill() {
    for (int i = 0; i < 200; i++) {
      device.peer().airport("AK", "A" + i, "Airport " + i);
    }
    inspection = device.peer().planned("AK", "A0", "alice");
    device.holdfast().sync();
    device.holdfast().perform(inspection, "arrive", Map.of());
  }

  @AfterEach
  void close() {
    device.close();
  }

  private <E extends HoldfastException> E ending(Class<E> type) {
    return catchThrowableOfType(type, device.holdfast()::sync);
  }

  private HoldfastException answered(int status) {
    try (Holdfast holdfast =
        Holdfast.at(device.store())
            .clock(Device.CLOCK)
            .sleeper(duration -> {})
            .transport(request -> new PlainAnswer(status))
            .open(Device.key())) {
      return catchThrowableOfType(HoldfastException.class, holdfast::sync);
    }
  }

  @Test
  @DisplayName("says that there is no network, and that nothing was done")
  void network() {
    device.peer().reachable(false);

    UnreachableException e = ending(UnreachableException.class);

    assertThat(e.reason()).isEqualTo(UnreachableException.Reason.NETWORK);
    assertThat(e.unfinishedSync())
        .hasValue(new UnfinishedSync(SyncResult.Up.NOTHING, 0, 0, Bytes.NOTHING, false, 1));
  }

  @ParameterizedTest
  @CsvSource({"503,SERVER", "429,SERVER", "408,SERVER", "302,NETWORK"})
  @DisplayName("says whether it is the server that can't now, or something on the way")
  void server(int status, UnreachableException.Reason reason) {
    assertThat(answered(status))
        .isInstanceOfSatisfying(
            UnreachableException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @CsvSource({"400,REFUSED", "409,REFUSED", "204,UNUSABLE"})
  @DisplayName("says whether the server does not take what is sent, or sends what is of no use")
  void refused(int status, SyncFailedException.Reason reason) {
    assertThat(answered(status))
        .isInstanceOfSatisfying(
            SyncFailedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "device-revoked,REVOKED",
    "user-disabled,DISABLED",
    "refresh-reused,SESSION_ENDED",
    "something-new,OTHER"
  })
  @DisplayName("says why it has to be signed in again")
  void signIn(String code, NotSignedInException.Reason reason) {
    device.peer().refuse(code);

    NotSignedInException e = ending(NotSignedInException.class);

    assertThat(e.reason()).isEqualTo(reason);
    assertThat(e.code()).isEqualTo(code);
    assertThat(e.unfinishedSync().orElseThrow().pending()).isEqualTo(1);
  }

  @Test
  @DisplayName("says what was sent and stored before the connection broke")
  void cut() {
    for (int i = 0; i < 100; i++) {
      device.peer().airport("AK", "B" + i, "Airport " + i);
    }
    device.peer().faults().cutStreamAndGoAt(5000);

    UnreachableException e = ending(UnreachableException.class);

    UnfinishedSync done = e.unfinishedSync().orElseThrow();
    assertThat(done.up()).isEqualTo(new SyncResult.Up(1, 1, 0, 0));
    assertThat(done.rows()).isPositive().isLessThan(100);
    assertThat(done.bytes()).isEqualTo(5000);
    assertThat(done.upToDate()).isFalse();
    assertThat(done.pending()).isZero();
    device.peer().reachable(true);
    assertThat(device.holdfast().sync().down().rows() + done.rows()).isEqualTo(102);
  }

  @Test
  @DisplayName("and lacks one action only says that the rest is done")
  void partial() {
    device.holdfast().perform(inspection, "record", Map.of("findings", "x".repeat(3000)));
    device.peer().faults().loseAnswer();
    assertThat(ending(UnreachableException.class)).isNotNull();
    device.peer().faults().refuseLargerThan(2000);
    device.peer().airport("AK", "FAI", "Fairbanks");

    SyncFailedException e = ending(SyncFailedException.class);

    assertThat(e.reason()).isEqualTo(SyncFailedException.Reason.PARTIAL);
    UnfinishedSync done = e.unfinishedSync().orElseThrow();
    assertThat(done.upToDate()).isTrue();
    assertThat(done.pending()).isPositive();
    assertThat(device.holdfast().query("SELECT * FROM airport WHERE iata = 'FAI'")).hasSize(1);
  }

  @Test
  @DisplayName("and is of another protocol says that the application is to be updated")
  void outdated() {
    Peer peer = device.peer();
    peer.airport("AK", "FAI", "Fairbanks");
    peer.faults()
        .corruptStream(
            bytes ->
                new String(bytes, StandardCharsets.UTF_8)
                    .replaceFirst("\"protocol\":1", "\"protocol\":2")
                    .getBytes(StandardCharsets.UTF_8));

    assertThat(ending(SyncFailedException.class).reason())
        .isEqualTo(SyncFailedException.Reason.OUTDATED);
  }
}
