package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.holdfast.it.server.AlbumPackage;
import dev.holdfast.it.server.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An attachment in the console")
class AttachmentsTest extends AttachmentPages {
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
