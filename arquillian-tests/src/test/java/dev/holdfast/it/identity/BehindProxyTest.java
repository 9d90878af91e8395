package dev.holdfast.it.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestServer;
import dev.holdfast.kernel.wire.SignInRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a proxy that ends TLS would send; see docs/operate.md. */
@DisplayName("A server behind a proxy")
class BehindProxyTest extends ServerTest {
  @Test
  @DisplayName("keeps browsers on https, and their session's cookie too")
  void https() throws Exception {
    HttpResponse<String> page = console("");
    HttpResponse<String> signIn = console("sign-in");

    assertThat(page.statusCode()).isEqualTo(302);
    assertThat(page.headers().firstValue("Location"))
        .contains("https://holdfast.example.org/console/sign-in");
    assertThat(signIn.headers().firstValue("Set-Cookie"))
        .hasValueSatisfying(
            cookie ->
                assertThat(cookie.toLowerCase(Locale.ROOT))
                    .contains("secure", "httponly", "samesite=lax"));
    assertThat(signIn.headers().firstValue("Strict-Transport-Security")).isPresent();
    assertThat(signIn.body()).doesNotContain("http://holdfast").doesNotContain("127.0.0.1");
  }

  @Test
  @DisplayName("makes a guesser wait, not the user at another address")
  void addresses() {
    TestUser user = newUser();
    for (int i = 0; i < 5; i++) {
      assertThat(signIn("203.0.113.7", user.name(), "guess " + i).status()).isEqualTo(401);
    }

    assertThat(signIn("203.0.113.7", user.name(), user.password()).status()).isEqualTo(429);
    assertThat(signIn("203.0.113.8", user.name(), user.password()).status()).isEqualTo(201);
    assertThat(signIn("203.0.113.7", newUser().name(), "guess").status()).isEqualTo(401);
  }

  private static Answer signIn(String address, String user, String password) {
    return Api.anonymous()
        .send(
            "/sessions",
            request ->
                request
                    .header("X-Forwarded-For", address)
                    .header("Content-Type", "application/json")
                    .POST(Api.json(new SignInRequest(user, password, null))));
  }

  private static HttpResponse<String> console(String path)
      throws IOException, InterruptedException {
    URI address = URI.create(TestServer.console() + path);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("X-Forwarded-Proto", "https")
            .header("X-Forwarded-Host", "holdfast.example.org")
            .header("X-Forwarded-For", "203.0.113.9")
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
