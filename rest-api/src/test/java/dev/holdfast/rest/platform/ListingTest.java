package dev.holdfast.rest.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A list")
class ListingTest {
  @Test
  @DisplayName("says where its next part begins")
  void namesNext() {
    assertThat(part(2, List.of("c", "d"), 5).next()).isEqualTo(4);
  }

  @Test
  @DisplayName("has no next part at its end")
  void ends() throws Exception {
    Listing<String> last = part(4, List.of("e"), 5);

    assertThat(last.next()).isNull();
    assertThat(WireJson.mapper().writeValueAsString(last))
        .isEqualTo("{\"items\":[\"e\"],\"total\":5}");
  }

  @Test
  @DisplayName("doesn't lead on from a part without rows")
  void endsBehindTheEnd() {
    assertThat(part(9, List.of(), 12).next()).isNull();
  }

  private static Listing<String> part(int offset, List<String> items, long total) {
    return Listing.of(new Page<>(items, total), new PageRequest(offset, 2, null, false));
  }
}
