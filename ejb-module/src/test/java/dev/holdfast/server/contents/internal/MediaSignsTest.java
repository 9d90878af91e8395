package dev.holdfast.server.contents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The first bytes of a content")
class MediaSignsTest {
  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource({
    "image/png, 89504e470d0a1a0a00, fits",
    "image/png, ffd8ffe000104a46, lies",
    "image/jpeg, ffd8ffe000104a46, fits",
    "image/webp, 524946460000000057454250, fits",
    "image/heic, 0000001866747970686569630000, fits",
    "video/mp4, 000000186674797069736f6d, fits",
    "video/mp4, 1a45dfa3, lies",
    "audio/mpeg, 494433, fits",
    "audio/mpeg, fffb90, fits",
    "application/pdf, 255044462d312e37, fits",
    "application/pdf, 3c68746d6c3e, lies",
    "application/zip, 504b0304, fits",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document, 504b0304, fits",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document, d0cf11e0a1b11ae1,"
        + " lies",
    "application/msword, d0cf11e0a1b11ae1, fits",
    "text/plain, 48616c6c6f0a, fits",
    "text/plain, 4d5a9000, lies",
    "text/plain, fffe4800, fits",
    "text/html, 255044462d, lies",
    "application/json, 7b7d, fits",
    "image/svg+xml, 3c7376673e, fits",
    "image/png, '', lies",
    "image/x-raw, 3c68746d6c3e, lies",
    "image/x-raw, 504b0304, lies",
    "image/x-raw, 00010203, fits",
    "application/x-own, 3c68746d6c3e, fits",
    "application/octet-stream, 4d5a9000, fits"
  })
  void tell(String type, String hex, String verdict) {
    assertThat(MediaSigns.lies(type, HexFormat.of().parseHex(hex)))
        .isEqualTo(verdict.equals("lies"));
  }

  @ParameterizedTest
  @CsvSource({"Grüße, UTF-8", "Grüße, ISO-8859-1"})
  void ofATextAreInAnyEncoding(String text, String encoding) {
    assertThat(MediaSigns.lies("text/plain", text.getBytes(Charset.forName(encoding)))).isFalse();
    assertThat(MediaSigns.lies("text/plain", text.getBytes(StandardCharsets.UTF_16))).isFalse();
  }
}
