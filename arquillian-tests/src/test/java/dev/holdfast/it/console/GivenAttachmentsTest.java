package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.holdfast.it.server.AlbumPackage;
import dev.holdfast.it.server.TestPictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An attachment that the console gives away")
class GivenAttachmentsTest extends AttachmentPages {
  private static final String SCRIPT = "document.title = 'ran'; alert(1); parent.hacked = true";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "evil.svg, image/svg+xml, <svg xmlns='http://www.w3.org/2000/svg'><script>%s</script></svg>",
    "evil.html, text/html, <!doctype html><script>%s</script>",
    "evil.xhtml, application/xhtml+xml, <html xmlns='http://www.w3.org/1999/xhtml'><script>%s</script></html>",
    "evil.xml, text/xml, <x:script xmlns:x='http://www.w3.org/1999/xhtml'>%s</x:script>"
  })
  @DisplayName("that could run a script is a file only, and runs none")
  void scripts(String name, String type, String template) {
    byte[] content = bytes(template.formatted(SCRIPT) + "<!-- " + application + " -->");
    UUID visit = visits.begin(Map.of("photo", visits.attach(name, type, content)));
    administerAt("/cases/case?id=" + visit);

    assertThat(file(name)).containsText("Not shown here; download it");
    assertThat(file(name).locator("a[data-view], img")).hasCount(0);
    var shown = fetch(address(visit, content, "shown"));
    var given = fetch(address(visit, content, "file"));
    var download = page.waitForDownload(() -> file(name).locator("a.file-name").click());

    Assertions.assertThat(shown.statusCode()).isEqualTo(422);
    Assertions.assertThat(new String(shown.body(), StandardCharsets.UTF_8))
        .doesNotContain("hacked");
    assertSandboxed(given);
    Assertions.assertThat(header(given, "Content-Type")).isEqualTo("application/octet-stream");
    Assertions.assertThat(header(given, "Content-Disposition")).startsWith("attachment; ");
    Assertions.assertThat(download.suggestedFilename()).isEqualTo(name);
    page.evaluate(
        "a => new Promise(done => { const f = document.createElement('iframe'); f.src = a;"
            + " f.onload = done; document.body.append(f); setTimeout(done, 1000); })",
        url(address(visit, content, "shown")));
    expectComplaint("frame");
    expectStatus(422);
    Assertions.assertThat(page.evaluate("() => window.hacked === undefined")).isEqualTo(true);
    Assertions.assertThat(page.title()).doesNotContain("ran");
  }

  @Test
  @DisplayName("that is a picture and a page at once is a picture")
  void polyglot() throws IOException {
    byte[] picture = TestPictures.landscape("png", 40, 30, application.hashCode());
    byte[] script = bytes("<script>" + SCRIPT + "</script>");
    byte[] both = Arrays.copyOf(picture, picture.length + script.length);
    System.arraycopy(script, 0, both, picture.length, script.length);
    UUID visit = visits.begin(Map.of("photo", visits.attach("both.html", "image/png", both)));
    administerAt("/cases/case?id=" + visit);

    go(address(visit, both, "shown"));

    Assertions.assertThat(page.evaluate("document.images.length")).isEqualTo(1);
    Assertions.assertThat(page.evaluate("document.title")).isNotEqualTo("ran");
    Assertions.assertThat(page.evaluate("self.origin")).isEqualTo("null");
    expectComplaint("Applying inline style"); // of the browser's own page around a picture
  }

  @Test
  @DisplayName("is not given to who says that another case names it")
  void otherCase() {
    visits.begin(Map.of("photo", visits.attach("p.jpg", "image/jpeg", photo)));
    UUID other = visits.begin(Map.of("note", "none"));
    administerAt("/cases/case?id=" + other);

    assertThat(page.locator("[aria-labelledby=attachmentsHead]")).hasCount(0);
    Assertions.assertThat(fetch(address(other, photo, "file")).statusCode()).isEqualTo(404);
    Assertions.assertThat(
            fetch("/cases/attachment?of=none&content=" + AlbumPackage.id(photo) + "&as=file")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("is fetched in ranges")
  void ranges() {
    UUID visit = visits.begin(Map.of("photo", visits.attach("a.jpg", "image/jpeg", photo)));
    administerAt("/cases/case?id=" + visit);

    var part = fetch(address(visit, photo, "file"), "Range", "bytes=100-199");
    var beyond = fetch(address(visit, photo, "file"), "Range", "bytes=" + photo.length + "-");

    Assertions.assertThat(part.statusCode()).isEqualTo(206);
    Assertions.assertThat(part.body()).isEqualTo(Arrays.copyOfRange(photo, 100, 200));
    Assertions.assertThat(header(part, "Content-Range")).isEqualTo("bytes 100-199/" + photo.length);
    Assertions.assertThat(beyond.statusCode()).isEqualTo(416);
  }
}
