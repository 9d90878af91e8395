package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.holdfast.it.server.TestServer;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Signing in to the console")
class SignInTest extends ConsoleTest {

  @Test
  @DisplayName("works by keyboard alone and leads to the page that was wanted, with its filter")
  void byKeyboard() {
    go("/devices/list?text=nobody");
    assertThat(field("User name")).isFocused();

    page.keyboard().type("admin");
    page.keyboard().press("Tab");
    page.keyboard().type(TestServer.ADMIN_PASSWORD);
    page.keyboard().press("Enter");

    page.waitForURL(url("/devices/list?text=nobody"));
    assertThat(heading()).hasText("Devices");
    page.keyboard().press("Tab");
    assertThat(link("Skip to content")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#main")).isFocused();
  }

  @Test
  @DisplayName("with a wrong password says so and keeps the name")
  void wrongPassword() {
    go("/");
    signIn("admin", "a wrong password");

    assertThat(notice()).containsText("User or password is wrong");
    assertThat(field("User name")).hasValue("admin");
    assertThat(field("Password")).isEmpty();
  }

  @Test
  @DisplayName("is for administrators and caseworkers only")
  void withARole() {
    var user = newUser("inspector");

    go("/users/list");
    signIn(user.name(), user.password());

    assertThat(notice()).containsText("may neither administer nor decide on issues");
    go("/users/list");
    assertThat(heading()).hasText("Sign in");
  }

  @Test
  @DisplayName("gives the session a new id, in a cookie that scripts and other sites don't get")
  void sessionCookie() {
    go("/");
    var before = cookie().value;
    signIn("admin", TestServer.ADMIN_PASSWORD);
    assertThat(heading()).hasText("Overview");

    Assertions.assertThat(cookie().value).isNotEqualTo(before);
    Assertions.assertThat(cookie().httpOnly).isTrue();
    Assertions.assertThat(cookie().secure).as("holdfast.http.secure-cookies").isTrue();
    Assertions.assertThat(cookie().sameSite).isEqualTo(SameSiteAttribute.LAX);
    Assertions.assertThat(cookie().path).isEqualTo("/console");
  }

  @Test
  @DisplayName("never leads out of the console")
  void noOpenRedirect() {
    go("/sign-in?next=//evil.example/");
    signIn("admin", TestServer.ADMIN_PASSWORD);

    assertThat(heading()).hasText("Overview");
    assertThat(page).hasURL(url("/"));
  }

  @Test
  @DisplayName("ends with signing out")
  void signOut() {
    go("/cases/list");
    signIn("admin", TestServer.ADMIN_PASSWORD);
    page.waitForURL(url("/cases/list"));

    button("Sign out").click();

    assertThat(page.getByText("You are signed out.")).isVisible();
    go("/cases/list");
    assertThat(heading()).hasText("Sign in");
  }

  @Test
  @DisplayName("ends at once when the user is disabled")
  void disabled() {
    var user = newUser(Set.of("administrator"), Map.of());
    go("/cases/list");
    signIn(user.name(), user.password());
    page.waitForURL(url("/cases/list"));

    sql("UPDATE holdfast.app_user SET enabled = false WHERE name = '" + user.name() + "'");

    go("/devices/list");
    assertThat(heading()).hasText("Sign in");
  }

  @Test
  @DisplayName("is asked for again when a page's script finds the session gone, and leads back")
  void lostSession() {
    administerAt("/users/list?text=admin");
    loseSession();

    page.locator("th", new Page.LocatorOptions().setHasText("Name")).first().click();

    assertThat(heading()).hasText("Sign in");
    signIn("admin", TestServer.ADMIN_PASSWORD);
    page.waitForURL(url("/users/list?text=admin"));
  }

  @Test
  @DisplayName("shows a page that carries every header of protection, each once")
  void headers() {
    var headers = go("/sign-in").headersArray();

    Assertions.assertThat(headers)
        .filteredOn(header -> "content-security-policy".equalsIgnoreCase(header.name))
        .singleElement()
        .satisfies(
            header ->
                Assertions.assertThat(header.value)
                    .contains("default-src 'self'", "frame-ancestors 'none'", "'nonce-"));
    for (var name : new String[] {"x-frame-options", "x-content-type-options", "referrer-policy"}) {
      Assertions.assertThat(headers)
          .filteredOn(header -> name.equalsIgnoreCase(header.name))
          .as(name)
          .hasSize(1);
    }
    Assertions.assertThat(headers)
        .filteredOn(header -> "cache-control".equalsIgnoreCase(header.name))
        .singleElement()
        .satisfies(header -> Assertions.assertThat(header.value).contains("no-store"));
  }
}
