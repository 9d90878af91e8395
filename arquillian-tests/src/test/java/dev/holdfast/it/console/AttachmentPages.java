package dev.holdfast.it.console;

import com.microsoft.playwright.Locator;
import dev.holdfast.it.server.AlbumPackage;
import dev.holdfast.it.server.TestPictures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;

/** Visits with a photo and a report to attach, and the console's pages that have them. */
abstract class AttachmentPages extends ConsoleTest {
  final String application = unique("visits");
  Visits visits;
  byte[] photo = new byte[0];
  byte[] report = new byte[0];

  @BeforeEach
  void work() {
    deployPackage(Visits.source(application));
    visits = new Visits(application, newUser(application + "-worker"));
    photo = TestPictures.landscape("jpeg", 1600, 1000, application.hashCode());
    report = TestPictures.pdf("Report of " + application);
  }

  Locator file(String name) {
    return page.locator("[aria-labelledby=attachmentsHead] .file")
        .filter(new Locator.FilterOptions().setHasText(name));
  }

  static String address(UUID visit, byte[] content, String as) {
    return "/cases/attachment?of=" + visit + "&content=" + AlbumPackage.id(content) + "&as=" + as;
  }

  /** As a script of somebody signed in here would ask, past the browser and what it makes of it. */
  HttpResponse<byte[]> fetch(String path, String... headers) {
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

  static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  static void assertSandboxed(HttpResponse<byte[]> answer) {
    Assertions.assertThat(answer.statusCode()).isEqualTo(200);
    Assertions.assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    Assertions.assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    Assertions.assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    Assertions.assertThat(answer.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .startsWith("sandbox; default-src 'none'");
  }
}
