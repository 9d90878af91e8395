package dev.holdfast.server.sync.internal.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.SegmentContent;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A compressed segment")
class CompressionTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_000, 1 << 20, 5 << 20})
  @DisplayName("is what devices read, and smaller")
  void isWhatDevicesRead(int size) throws Exception {
    Random random = new Random(size);
    StringBuilder text = new StringBuilder();
    while (text.length() < size) {
      text.append("[\"row ").append(random.nextInt(1_000)).append("\",null]\n");
    }
    byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);

    byte[] compressed = Compression.compress(content);

    assertThat(Compression.isNative()).as("where the tests run there is a library").isTrue();
    assertThat(SegmentContent.decompress(compressed, content.length)).isEqualTo(content);
    assertThat(compressed).hasSizeLessThan(content.length / 2 + 64);
  }
}
