package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

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
}
