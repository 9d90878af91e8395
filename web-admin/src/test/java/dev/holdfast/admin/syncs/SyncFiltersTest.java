package dev.holdfast.admin.syncs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.platform.api.RefusedException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The filter of the sync log")
class SyncFiltersTest {

  @Test
  @DisplayName("has the whole of the last day")
  void days() throws RefusedException {
    var filter = of(Map.of("from", "2026-11-23", "until", "2026-11-24")).filter();

    assertThat(filter.from()).isEqualTo(begin("2026-11-23"));
    assertThat(filter.until()).isEqualTo(begin("2026-11-25"));
  }

  @Test
  @DisplayName("takes empty fields for none")
  void blank() throws RefusedException {
    var filters = of(Map.of("user", " ", "device", ""));

    assertThat(filters.isNarrowed()).isFalse();
    assertThat(filters.filter().user()).isNull();
  }

  @Test
  @DisplayName("names a device and those that failed")
  void parts() throws RefusedException {
    var device = UUID.randomUUID();
    var filter = of(Map.of("device", device.toString(), "outcome", "failed")).filter();

    assertThat(filter.device()).isEqualTo(device);
    assertThat(filter.failedOnly()).isTrue();
  }

  @Test
  @DisplayName("refuses what can't be read")
  void unreadable() {
    assertThatThrownBy(of(Map.of("device", "x"))::filter).isInstanceOf(RefusedException.class);
    assertThatThrownBy(of(Map.of("from", "soon"))::filter).isInstanceOf(RefusedException.class);
  }

  private static SyncFilters of(Map<String, String> parameters) {
    return SyncFilters.of(parameters::get);
  }

  private static java.time.Instant begin(String day) {
    return LocalDate.parse(day).atStartOfDay(ZoneId.systemDefault()).toInstant();
  }
}
