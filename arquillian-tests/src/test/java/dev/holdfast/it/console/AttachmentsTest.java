package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.holdfast.it.server.AlbumPackage;
import dev.holdfast.it.server.TestPictures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An attachment in the console")
class AttachmentsTest extends ConsoleTest {
  private static final String SCRIPT = "document.title = 'ran'; alert(1); parent.hacked = true";

  private final String application = unique("visits");
  private Visits visits;
  private byte[] photo = new byte[0];
  private byte[] report = new byte[0];

  @BeforeEach
  void work() {
    deployPackage(Visits.source(application));
    visits = new Visits(application, newUser(application + "-worker"));
    photo = TestPictures.landscape("jpeg", 1600, 1000, application.hashCode());
    report = TestPictures.pdf("Report of " + application);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Locator file(String name) {
    return page.locator("[aria-labelledby=attachmentsHead] .file")
        .filter(new Locator.FilterOptions().setHasText(name));
  }

  private static String address(UUID visit, byte[] content, String as) {
    return "/cases/attachment?of=" + visit + "&content=" + AlbumPackage.id(content) + "&as=" + as;
  }

  /** As a script of somebody signed in here would ask, past the browser and what it makes of it. */
  private HttpResponse<byte[]> fetch(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(url(path)));
    request.header("Cookie", cookie().name + '=' + cookie().value);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static void assertSandboxed(HttpResponse<byte[]> answer) {
    Assertions.assertThat(answer.statusCode()).isEqualTo(200);
    Assertions.assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    Assertions.assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    Assertions.assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    Assertions.assertThat(answer.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .startsWith("sandbox; default-src 'none'");
  }

  @Test
  @DisplayName("that is a picture is seen small, then large, and given away as a file by its name")
  void picture() throws IOException {
    UUID visit =
        visits.begin(Map.of("photo", visits.attach("Brücke \"Süd\".jpg", "image/jpeg", photo)));
    administerAt("/cases/case?id=" + visit);

    assertThat(file("Brücke")).containsText("image/jpeg");
    assertThat(page.locator("[aria-labelledby=attachmentsHead]"))
        .containsText("Attached by " + visits.worker().name() + " · tablet");
    var small = file("Brücke").locator("img");
    page.waitForCondition(() -> Integer.valueOf(320).equals(small.evaluate("i => i.naturalWidth")));
    file("Brücke").locator("a.file-look").click();
    var large = page.locator("#viewer img");
    assertThat(page.locator("#viewer h2")).hasText("Brücke \"Süd\".jpg");
    page.waitForCondition(
        () -> Integer.valueOf(1600).equals(large.evaluate("i => i.naturalWidth")));
    page.keyboard().press("Escape");
    assertThat(page.locator("#viewer")).isHidden();
    Download saved = page.waitForDownload(() -> file("Brücke").locator("a.file-name").click());

    Assertions.assertThat(saved.suggestedFilename()).isEqualTo("Brücke _Süd_.jpg");
    Assertions.assertThat(Files.readAllBytes(saved.path())).isEqualTo(photo);
    var shown = fetch(address(visit, photo, "shown"));
    assertSandboxed(shown);
    Assertions.assertThat(header(shown, "Content-Type")).isEqualTo("image/jpeg");
    Assertions.assertThat(header(shown, "Content-Disposition"))
        .isEqualTo(
            "inline; filename=\"Br_cke _S_d_.jpg\";"
                + " filename*=UTF-8''Br%C3%BCcke%20_S%C3%BCd_.jpg");
    assertSandboxed(fetch(address(visit, photo, "small")));
    go("/audit/list?subject=" + AlbumPackage.id(photo));
    assertThat(rows("Content of an attachment given away").first()).containsText("Brücke");
    assertThat(page.locator("tbody tr")).hasCount(3);
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

  @Test
  @DisplayName("that is a PDF is shown by the browser's own viewer, in a sandbox")
  void pdf() {
    UUID visit = visits.begin(Map.of("report", visits.attach("r.pdf", "application/pdf", report)));
    administerAt("/cases/case?id=" + visit);

    file("r.pdf").locator("a.file-look").click();

    assertThat(page.locator("#viewer iframe")).isVisible();
    page.waitForCondition(
        () -> page.frames().stream().anyMatch(frame -> frame.url().contains("as=shown")));
    var shown = fetch(address(visit, report, "shown"));
    assertSandboxed(shown);
    Assertions.assertThat(header(shown, "Content-Type")).isEqualTo("application/pdf");
    Assertions.assertThat(header(shown, "X-Frame-Options")).isEqualTo("SAMEORIGIN");
    Assertions.assertThat(header(shown, "Content-Security-Policy"))
        .endsWith("; frame-ancestors 'self'");
    var given = fetch(address(visit, report, "file"));
    Assertions.assertThat(header(given, "X-Frame-Options")).isEqualTo("DENY");
    Assertions.assertThat(header(given, "Content-Disposition"))
        .isEqualTo("attachment; filename=\"r.pdf\"; filename*=UTF-8''r.pdf");
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
  @DisplayName("is in the history where it came and where it was taken away, in readable words")
  void history() {
    byte[] second = TestPictures.landscape("jpeg", 800, 600, 1 + application.hashCode());
    UUID visit = visits.begin(Map.of("photo", visits.attach("p.jpg", "image/jpeg", photo)));
    visits.act(visit, "write", 1, Map.of("photo", visits.attach("q.jpg", "image/jpeg", second)));
    var pages =
        List.of(
            Map.of(
                "id",
                UUID.randomUUID().toString(),
                "title",
                "First page",
                "scan",
                visits.attach("scan.pdf", "application/pdf", report)));
    visits.act(visit, "write", 2, Map.of("pages", pages));
    administerAt("/cases/case?id=" + visit);

    var entries = page.locator(".timeline > li");
    assertThat(entries.nth(1).locator(".changes"))
        .containsText("p.jpg (image/jpeg, " + photo.length + " bytes)");
    assertThat(entries.nth(1).locator(".file")).hasCount(1);
    assertThat(entries.nth(1).locator(".file")).containsText("q.jpg");
    assertThat(entries.nth(2).locator(".file")).containsText("scan.pdf");
    var card = page.locator("[aria-labelledby=attachmentsHead]");
    assertThat(card.locator("li")).hasCount(3);
    assertThat(card.locator("li.file-now")).hasCount(2);
    assertThat(card.locator("li.file-now", having("scan.pdf"))).containsText("Pages · Scan");
    assertThat(card.locator("li.file-taken")).containsText("p.jpg");
    assertThat(card.locator("li.file-taken"))
        .containsText("Taken away by " + visits.worker().name());
    Assertions.assertThat(fetch(address(visit, photo, "file")).body()).isEqualTo(photo);
  }

  private static Locator.LocatorOptions having(String text) {
    return new Locator.LocatorOptions().setHasText(text);
  }

  @Test
  @DisplayName("is seen side by side in an issue, by a caseworker as far as he may have it")
  void issue() {
    UUID visit = visits.begin(Map.of("photo", visits.attach("p.jpg", "image/jpeg", photo)));
    visits.act(visit, "end", 1, Map.of());
    byte[] second = TestPictures.landscape("jpeg", 800, 600, 1 + application.hashCode());
    UUID issue =
        visits.act(
            visit, "write", 1, Map.of("photo", visits.attach("late.jpg", "image/jpeg", second)));
    administerAt("/issues/issue?id=" + issue);

    var mine = page.locator(".compare .mine .file");
    assertThat(mine).containsText("late.jpg");
    page.waitForCondition(
        () -> Integer.valueOf(320).equals(mine.locator("img").evaluate("i => i.naturalWidth")));
    assertThat(page.locator(".compare .theirs .file")).containsText("p.jpg");

    TestUser caseworker = newUser("caseworker");
    admit(caseworker, visits.workbasket());
    loseSession();
    go("/issues/issue?id=" + issue);
    signIn(caseworker.name(), caseworker.password());
    page.waitForURL(url("/issues/issue?id=" + issue));
    assertThat(mine).containsText("Not for you");
    assertThat(mine.locator("a, img")).hasCount(0);
    String content = "?of=" + issue + "&content=" + AlbumPackage.id(second) + "&as=";
    Assertions.assertThat(fetch("/issues/attachment" + content + "file").statusCode())
        .isEqualTo(404);
    Assertions.assertThat(fetch("/issues/attachment" + content + "small").statusCode())
        .isEqualTo(404);
    Assertions.assertThat(fetch(address(visit, photo, "file")).statusCode()).isEqualTo(403);
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
  @DisplayName("that does not come is on the page of what is stuck, with who waits, and is ended")
  void stuck() {
    byte[] lost = TestPictures.landscape("jpeg", 900, 700, 2 + application.hashCode());
    var said = visits.leave("lost.jpg", "image/jpeg", lost, 1_000);
    visits.begin(Map.of("photo", said, "note", "waits"));
    UUID here = visits.begin(Map.of("photo", visits.attach("p.jpg", "image/jpeg", photo)));
    sql(
        "UPDATE holdfast.content_upload SET grown_at = grown_at - interval '2 hours'"
            + " WHERE application = '"
            + application
            + "'",
        "UPDATE holdfast.content_wait SET since = since - interval '2 hours'"
            + " WHERE application = '"
            + application
            + "'");
    administerAt("/attachments/storage");
    assertEveryFieldNamed();

    var kept =
        page.locator(
            "[aria-labelledby=keptHead] tr", new Page.LocatorOptions().setHasText(application));
    assertThat(kept).containsText("2");
    var row =
        page.locator(
            "[id='stuck:rows'] tbody tr", new Page.LocatorOptions().setHasText(application));
    assertThat(row).containsText("lost.jpg");
    assertThat(row).containsText(visits.worker().name());
    assertThat(row).containsText("1.0 kB of");
    assertThat(
            page.locator(
                "[id='waiting:rows'] tbody tr", new Page.LocatorOptions().setHasText(application)))
        .containsText("On its way");
    assertThat(
            page.locator(
                "[id='devices:rows'] tbody tr",
                new Page.LocatorOptions().setHasText(visits.worker().name())))
        .containsText("20.0 GB");
    row.getByText("End it").click();
    button("End the upload").click();
    assertThat(page.locator("#endDialog .wrong")).containsText("Give a reason");
    page.locator("#endDialog textarea").fill("The tablet is broken");
    button("End the upload").click();
    assertThat(notice()).containsText("The upload is ended");
    assertThat(row).hasCount(0);
    go("/audit/list?action=upload-ended&who=admin");
    assertThat(rows("The tablet is broken")).containsText(visits.worker().name());

    visits.attach("lost.jpg", "image/jpeg", lost);
    UUID again = visits.begin(Map.of("photo", said));
    Assertions.assertThat(visits.api().get("/contents/" + AlbumPackage.id(lost)).ok().body())
        .isEqualTo(lost);
    Assertions.assertThat(List.of(again, here)).doesNotHaveDuplicates();
  }
}
