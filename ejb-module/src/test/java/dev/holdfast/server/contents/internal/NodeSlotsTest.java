package dev.holdfast.server.contents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.contents.api.UploadSlots.Slot;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.testing.FleetData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Bodies of uploads")
class NodeSlotsTest {
  /** Two at once. */
  private static final class Two implements Settings {
    @Override
    public <T> T get(Setting<T> setting) {
      return setting.equals(ContentsSettings.UPLOADS_AT_ONCE)
          ? setting.parse("2")
          : FleetData.DEFAULTS.get(setting);
    }
  }

  @Test
  @DisplayName("are taken as many at once as is said, and each that has ended makes room for one")
  void bounded() throws Exception {
    NodeSlots slots = new NodeSlots(new Two());
    Slot first = slots.take();
    slots.take();

    assertThat(UploadsTest.refusal(slots::take)).isEqualTo(ErrorCode.UPLOADS_BUSY);
    first.close();
    first.close();
    slots.take();
    assertThat(UploadsTest.refusal(slots::take)).isEqualTo(ErrorCode.UPLOADS_BUSY);
  }
}
