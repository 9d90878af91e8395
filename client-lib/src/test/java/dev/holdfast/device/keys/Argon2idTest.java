package dev.holdfast.device.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.holdfast.device.api.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Argon2id")
class Argon2idTest {

  @Test
  @DisplayName("is what RFC 9106, section 5.3, says it is")
  void rfc() {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(32)
            .withIterations(3)
            .withParallelism(4)
            .withSalt(filled(16, 2))
            .withSecret(filled(8, 3))
            .withAdditional(filled(12, 4))
            .build());
    byte[] tag = new byte[32];
    generator.generateBytes(filled(32, 1), tag);

    assertThat(HexFormat.of().formatHex(tag))
        .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
  }

  @ParameterizedTest(name = "{0} KiB, {1} passes, {2} lanes")
  @CsvSource({
    "65536, 2, 1, 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
    "256,   2, 1, 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
    "256,   2, 2, 6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"
  })
  @DisplayName("stretches a passphrase as the reference implementation does")
  void reference(int memory, int iterations, int lanes, String key) {
    byte[] derived =
        new Argon2id(memory, iterations, lanes)
            .derive("password".toCharArray(), "somesalt".getBytes(StandardCharsets.US_ASCII));

    assertThat(HexFormat.of().formatHex(derived)).isEqualTo(key);
  }

  @Test
  @DisplayName("is used as RFC 9106 recommends where memory is scarce")
  void parameters() {
    assertThat(Argon2id.PRESENT).isEqualTo(new Argon2id(64 * 1024, 3, 4));
    assertThat(Argon2id.PRESENT.isReasonable()).isTrue();
    assertThat(new Argon2id(256 * 1024, 1, 1).isReasonable()).isTrue();
    assertThat(new Argon2id(256 * 1024 + 1, 1, 1).isReasonable()).isFalse();
    assertThat(new Argon2id(8, 1, 2).isReasonable()).isFalse();
  }

  @Test
  @DisplayName("says that there is too little memory, and leaves it as it was")
  void memory() {
    // So many blocks that the list of them does not fit into the heap, so that none is made.
    assumeThat(Runtime.getRuntime().maxMemory()).isLessThan(8L << 30);
    Argon2id greedy = new Argon2id(Integer.MAX_VALUE - 8, 1, 1);

    assertThatThrownBy(() -> greedy.derive("password".toCharArray(), filled(16, 2)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not enough memory")
        .hasCauseInstanceOf(OutOfMemoryError.class);
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
