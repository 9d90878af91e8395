package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.SyncResult;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A table whose source the server can't read")
class StallTest {
  private static final String AIRPORT = "airfield-inspection/airport";

  private final Device device = Device.alice(6);

  @BeforeEach
  void begin() {
    device.peer().airport("AK", "ANC", "Anchorage");
    device.holdfast().sync();
  }

  @AfterEach
  void end() {
    device.close();
  }

  @Test
  @DisplayName("is said to the device, which keeps what it has and remembers it when it is killed")
  void told() {
    assertThat(device.holdfast().status().stalled()).isEmpty();

    device.peer().stall(AIRPORT);
    device.holdfast().sync();
    device.kill();

    assertThat(device.holdfast().status().stalled()).containsExactly(AIRPORT);
    assertThat(device.holdfast().query("SELECT * FROM airport")).hasSize(1);
  }

  @Test
  @DisplayName("is said once, and that it is mended too")
  void once() {
    device.peer().stall(AIRPORT);
    device.holdfast().sync();
    device.holdfast().sync();
    assertThat(device.peer().requests())
        .last()
        .satisfies(request -> assertThat(request.stalled()).containsExactly(AIRPORT));

    device.peer().stall();
    device.holdfast().sync();
    assertThat(device.holdfast().status().stalled()).isEmpty();
  }

  @Test
  @DisplayName("at the moment at which the database has another history keeps its rows until then")
  void anotherHistory() {
    Runnable restore = device.peer().backup();
    device.peer().airport("AK", "ANC", "Lost");
    device.holdfast().sync();
    restore.run();
    device.peer().stall(AIRPORT);

    SyncResult stalled = device.holdfast().sync();

    assertThat(stalled.kind()).isEqualTo(SyncResult.Kind.DELTA);
    assertThat(device.holdfast().status().stalled()).containsExactly(AIRPORT);
    assertThat(names()).containsExactly("Lost");
    device.kill();
    assertThat(device.holdfast().sync().kind()).isEqualTo(SyncResult.Kind.NONE);
    assertThat(device.peer().requests())
        .last()
        .satisfies(request -> assertThat(request.compare()).as("nobody answers it").isNull());
    assertThat(names()).containsExactly("Lost");

    device.peer().stall();
    device.peer().airport("AK", "JNU", "Juneau");
    SyncResult mended = device.holdfast().sync();

    assertThat(mended.healed()).as("nothing was damaged").isEmpty();
    assertThat(names()).containsExactly("Anchorage", "Juneau");
    assertThat(device.holdfast().verify().match()).isTrue();
    assertThat(device.holdfast().sync().kind()).isEqualTo(SyncResult.Kind.NONE);
    assertThat(device.leftOver()).isZero();
  }

  @Test
  @DisplayName("keeps damaged rows until it is mended, and then heals them")
  void damaged() {
    device.tamper("airport", "UPDATE %s SET c1 = 'Mame'");
    assertThat(device.holdfast().verify().match()).isFalse();
    device.peer().stall(AIRPORT);
    device.holdfast().sync();
    device.holdfast().sync();
    assertThat(names()).containsExactly("Mame");

    device.peer().stall();
    SyncResult mended = device.holdfast().sync();

    assertThat(mended.healed()).containsExactly("airfield-inspection/airport[state=AK]");
    assertThat(names()).containsExactly("Anchorage");
  }

  private List<Object> names() {
    return device.holdfast().query("SELECT name FROM airport ORDER BY iata").stream()
        .map(row -> Objects.requireNonNull(row.get("name")))
        .toList();
  }
}
