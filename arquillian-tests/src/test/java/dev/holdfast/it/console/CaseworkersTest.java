package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A caseworker in the console")
class CaseworkersTest extends ConsoleTest {
  private final TestUser caseworker = newUser("caseworker");
  private Fieldwork field;
  private UUID issue;

  @BeforeEach
  void park() {
    field = fieldwork();
    issue = field.parked("late");
    admit(caseworker, field);
  }

  private void signInAt(String path) {
    go(path);
    signIn(caseworker.name(), caseworker.password());
    page.waitForURL(url("/issues/**"));
  }

  @Test
  @DisplayName("comes to the issues of the own workbaskets, sees no others, and decides")
  void issues() {
    var other = fieldwork();
    var outside = other.parked("not yours");

    signInAt("/");

    assertThat(heading()).hasText("Issue workbasket");
    assertThat(page.locator("nav a")).hasCount(1);
    assertThat(page.locator("tbody tr")).hasCount(1);
    Assertions.assertThat(go("/issues/issue?id=" + outside).status()).isEqualTo(404);
    expectStatus(404);

    go("/issues/issue?id=" + issue);
    assertThat(link("Case and history")).hasCount(0);
    field("Discard it").check();
    field("Reason").fill("Twice the same");
    button("Decide").click();
    assertThat(notice()).containsText("The submission was discarded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/overview/overview",
        "/cases/list",
        "/devices/list",
        "/users/list",
        "/audit/list",
        "/purge/purge",
        "/syncs/syncs.csv"
      })
  @DisplayName("is refused every other page, with a way back")
  void refused(String path) {
    signInAt("/");

    Assertions.assertThat(go(path).status()).isEqualTo(403);

    expectStatus(403);
    assertThat(heading()).hasText("This page is for administrators");
    link("Go to the issues").click();
    assertThat(heading()).hasText("Issue workbasket");
  }

  @Test
  @DisplayName("sees on every page how many issues wait, without loading it again")
  void badge() {
    signInAt("/issues/list");
    var badge = page.locator("#waiting");
    // What a node knows may be two seconds old, and the page asks every five.
    assertThat(badge).hasText("1 waiting for a decision", new HasTextOptions().setTimeout(20_000));

    field.parked("another");

    assertThat(badge).hasText("2 waiting for a decision", new HasTextOptions().setTimeout(20_000));
  }

  @Test
  @DisplayName("is out at once when the role is gone")
  void roleGone() {
    signInAt("/");
    var path = "/admin/users/" + caseworker.name();
    admin().put(path, admin().get(path).ok().header("ETag"), Map.of("roles", List.of())).ok();

    go("/issues/list");

    assertThat(heading()).hasText("Sign in");
  }
}
