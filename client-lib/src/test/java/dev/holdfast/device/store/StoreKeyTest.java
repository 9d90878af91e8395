package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The key of a store")
class StoreKeyTest {
  @Test
  @DisplayName("is not made of fewer bytes, nor of more")
  void length() {
    for (int length : new int[] {0, 16, 31, 33, 48}) {
      byte[] key = new byte[length];
      Arrays.fill(key, (byte) 1);

      assertThatThrownBy(() -> StoreKey.of(key, new byte[StoreKey.SALT_BYTES]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a key has 32 bytes");
      assertThat(key).as("overwritten all the same").isEqualTo(new byte[length]);
    }
  }
}
