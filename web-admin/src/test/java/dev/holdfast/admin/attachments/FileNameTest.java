package dev.holdfast.admin.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A file's name in a header")
class FileNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "photo.jpg | photo.jpg | photo.jpg",
        "Brücke 1.jpg | Br_cke 1.jpg | Br%C3%BCcke%201.jpg",
        "a\"b.png | a_b.png | a_b.png",
        "..\\..\\a/b.txt | .._.._a_b.txt | .._.._a_b.txt",
        "50%41.txt | 50_41.txt | 50%2541.txt",
        "猫.png | _.png | %E7%8C%AB.png",
        "😀.png | _.png | %F0%9F%98%80.png",
        "it's (1);x.txt | it's (1);x.txt | it%27s%20%281%29%3Bx.txt"
      })
  @DisplayName("is in ASCII for who knows no better, and whole by RFC 8187")
  void forms(String name, String plain, String encoded) {
    assertThat(FileName.disposition("attachment", name))
        .isEqualTo("attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded);
  }

  @Test
  @DisplayName("can't end the header, hide its ending, or be empty")
  void hostile() {
    assertThat(FileName.disposition("inline", "a\r\nSet-Cookie: x=1"))
        .doesNotContain("\r", "\n")
        .startsWith("inline; filename=\"a__Set-Cookie_ x=1\"");
    assertThat(FileName.disposition("inline", "cod\u202egpj.exe")).contains("cod_gpj.exe");
    assertThat(FileName.disposition("inline", "\ud800")).contains("filename=\"_\"");
    assertThat(FileName.disposition("inline", "  ")).contains("filename=\"attachment\"");
    assertThat(FileName.disposition("inline", "x".repeat(9_999)).length()).isLessThan(400);
  }
}
