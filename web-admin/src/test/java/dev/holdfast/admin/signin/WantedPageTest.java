package dev.holdfast.admin.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The page wanted before signing in")
class WantedPageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/issues/list",
        "/issues/list?reason=stale&user=a%20b",
        "/devices/device?id=0198c0de-1234-7000-8000-000000000000",
        "/cases/list?text=it's"
      })
  @DisplayName("is any page of the console, with its filter")
  void kept(String path) {
    assertThat(WantedPage.of(path)).map(WantedPage::path).contains(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//evil.example/",
        "/\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/issues/list\r\nSet-Cookie: a=b",
        "/issues/list?a=<script>"
      })
  @DisplayName("is nothing outside of it")
  void refused(String path) {
    assertThat(WantedPage.of(path)).isEmpty();
  }
}
