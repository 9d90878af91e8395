package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Choosing values of an issue field by field")
class ChoosingTest extends ConsoleTest {
  private final Fieldwork field = fieldwork();
  private final UUID job = field.begin("As begun");
  private UUID issue;

  @BeforeEach
  void park() {
    field.end(job, "As ended");
    issue =
        field.parkedOn(
            job,
            Map.of(
                "note",
                "<b>Mine</b>",
                "grade",
                "poor",
                "due",
                "2026-12-24",
                "urgent",
                false,
                "count",
                1,
                "tags",
                List.of("wet"),
                "parts",
                List.of(
                    Map.of("id", UUID.randomUUID().toString(), "what", "Bolt", "pieces", 2),
                    Map.of("id", UUID.randomUUID().toString(), "what", "Nut", "pieces", 3))));
    administerAt("/issues/issue?id=" + issue);
    assertThat(page.locator(".compare .records").first()).containsText("How many");
    field("Reopen the case and apply it").check();
    assertThat(pick("Parts")).isVisible();
  }

  /** The choice of a field. */
  private Locator pick(String label) {
    return page.getByRole(
        AriaRole.GROUP, new Page.GetByRoleOptions().setName(label).setExact(true));
  }

  private Locator own(String label) {
    return field("Own value of " + label);
  }

  private void decide() {
    field("Reason").fill("Chosen");
    button("Decide").click();
  }

  private JsonNode fields() {
    return admin().get("/admin/cases/" + job).ok().json().path("fields");
  }

  @Test
  @DisplayName(
      "takes what is there now, what was submitted, and values of the person's own by widgets of their types")
  void choose() {
    assertThat(pick("note")).containsText("Submitted: <b>Mine</b>");
    assertEveryFieldNamed();
    page.setViewportSize(420, 800);
    assertFits();
    pick("note").getByLabel("Now: As ended").check();
    own("grade").selectOption("good");
    own("Due on").fill("2026-12-31");
    own("urgent").selectOption("Yes");
    own("count").fill("5");
    pick("tags").getByLabel("No light").check();
    assertThat(field("How many, row 1")).hasCount(0);
    pick("Parts").getByLabel("Own value", new Locator.GetByLabelOptions().setExact(true)).check();
    field("How many, row 1").fill("7");
    page.getByLabel("Remove row 2").click();
    assertThat(page.getByLabel("Remove row 2")).hasCount(0);
    assertThat(field("How many, row 1")).hasValue("7");
    button("Add a row").click();
    field("what, row 2").fill("Washer");

    decide();

    assertThat(notice()).containsText("The case was reopened");
    var applied = fields();
    Assertions.assertThat(applied.path("note").asText()).isEqualTo("As ended");
    Assertions.assertThat(applied.path("grade").asText()).isEqualTo("good");
    Assertions.assertThat(applied.path("due").asText()).isEqualTo("2026-12-31");
    Assertions.assertThat(applied.path("urgent").asBoolean()).isTrue();
    Assertions.assertThat(applied.path("count").asInt()).isEqualTo(5);
    Assertions.assertThat(applied.path("tags").toString()).isEqualTo("[\"wet\",\"dark\"]");
    Assertions.assertThat(applied.at("/parts/0/pieces").asInt()).isEqualTo(7);
    Assertions.assertThat(applied.at("/parts/1/what").asText()).isEqualTo("Washer");
    Assertions.assertThat(applied.path("parts")).hasSize(2);
  }

  @Test
  @DisplayName("takes a list of more cells than a form has parameters by default")
  void manyRecords() {
    var parts = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < 500; i++) {
      parts.add(Map.of("id", UUID.randomUUID().toString(), "what", "Bolt", "pieces", i));
    }
    go("/issues/issue?id=" + field.parkedOn(job, Map.of("parts", parts)));
    field("Reopen the case and apply it").check();
    pick("Parts").getByLabel("Own value", new Locator.GetByLabelOptions().setExact(true)).check();
    field("How many, row 500").fill("7");

    decide();

    assertThat(notice()).containsText("The case was reopened");
    Assertions.assertThat(fields().path("parts")).hasSize(500);
    Assertions.assertThat(fields().at("/parts/499/pieces").asInt()).isEqualTo(7);
  }

  @Test
  @DisplayName("on a case that somebody changed meanwhile does nothing, and shows both")
  void caseChanged() {
    pick("note").getByLabel("Now: As ended").check();
    var path = "/admin/issues/" + field.parkedOn(job, "Newer");
    var other = admin().get(path).ok();
    admin()
        .postIf(
            other.header("ETag"),
            path + "/resolution",
            Map.of("how", "reopen", "reason", "First", "fields", Map.of("note", "Newer")))
        .ok();

    decide();

    assertThat(page.locator(".note-wait").first()).containsText("Nothing was done");
    assertThat(page.locator(".note-wait").first())
        .containsText("The case has changed since you saw it");
    Assertions.assertThat(fields().path("note").asText()).isEqualTo("Newer");
    assertThat(field("Reason")).hasValue("Chosen");
  }

  @Test
  @DisplayName("says which value can't be read and keeps the input")
  void unreadable() {
    own("note").fill("x".repeat(501));
    decide();
    assertThat(notice()).containsText("500");
    assertThat(own("note")).hasValue("x".repeat(501));
  }
}
