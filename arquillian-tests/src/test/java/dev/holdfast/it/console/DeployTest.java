package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import dev.holdfast.it.server.RiskyPackage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Deploying a package in the console")
class DeployTest extends ConsoleTest {
  private final String application = unique("console");

  @Test
  @DisplayName("with errors lists them all beside their lines and changes nothing")
  void bad() {
    administerAt("/applications/deploy");
    field("Package (YAML)")
        .fill(
            Fieldwork.source(application, "1.0.0")
                .replace("stages: [open, done]", "stages: [open]")
                .replace("type: choice", "type: <script>alert(1)</script>"));

    button("Check and deploy").click();

    assertThat(notice()).containsText("The application package has errors");
    var findings = page.locator(".finding-lines");
    assertThat(findings).containsText("<script>alert(1)</script>");
    assertThat(findings.locator("script")).hasCount(0);
    assertThat(findings.locator(".code-line code").filter(text("to: done"))).isVisible();
    assertThat(field("Package (YAML)")).hasValue(java.util.regex.Pattern.compile(application));
    go("/applications/list");
    assertThat(page.locator("h2").filter(text(application))).hasCount(0);
  }

  @Test
  @DisplayName("puts it in force, and an older version is put back after a question")
  void goodAndBack() {
    deployPackage(Fieldwork.source(application, "1.0.0"));
    administerAt("/applications/deploy");
    var document = Fieldwork.source(application, "1.1.0").replace("max: 500", "max: 400");
    field("Or a file")
        .setInputFiles(
            new FilePayload(
                "package.yaml", "application/yaml", document.getBytes(StandardCharsets.UTF_8)));
    button("Deploy file").click();

    assertThat(notice()).containsText(application + " 1.1.0 is deployed and in force");
    assertThat(version("1.1.0")).containsText("In force");

    version("1.0.0").getByText("Roll back").click();
    var question = page.locator("#confirmDialog");
    assertThat(question).containsText("Put 1.0.0 in force?");
    assertThat(question).containsText(application);
    question.getByText("Activate").click();

    assertThat(notice()).containsText(application + " 1.0.0 is in force");
    assertThat(version("1.0.0")).containsText("In force");
    assertThat(version("1.1.0")).containsText("Stored");
  }

  @Test
  @DisplayName("with warnings shows them first and does it when asked again")
  void risky() {
    RiskyPackage.makeTable(application);
    administerAt("/applications/deploy");
    field("Package (YAML)").fill(RiskyPackage.source(application));

    button("Check and deploy").click();

    var warnings = page.locator(".warnings");
    assertThat(warnings).containsText("2 warnings; nothing was changed yet");
    assertThat(warnings.locator(".code-line code").filter(text("case.place.region"))).isVisible();
    org.assertj.core.api.Assertions.assertThat(versions()).isEmpty();

    button("Deploy all the same").click();

    assertThat(notice()).containsText(application + " 1.0.0 is deployed and in force");
    assertThat(version("1.0.0")).containsText("In force");
  }

  private Iterable<JsonNode> versions() {
    return admin().get("/admin/packages?application=" + application).ok().json().path("items");
  }

  @Test
  @DisplayName("twice shows what changed between the versions")
  void diff() {
    deployPackage(Fieldwork.source(application, "1.0.0"));
    deployPackage(Fieldwork.source(application, "1.1.0").replace("max: 500", "max: 400"));

    administerAt("/applications/diff?application=" + application + "&from=1.0.0&to=1.1.0");

    var change = rows("note");
    assertThat(change).containsText("500");
    assertThat(change).containsText("400");
    assertThat(change).containsText("Changed");
  }

  private Locator version(String version) {
    return page.locator("section")
        .filter(text(application))
        .locator("tbody tr")
        .filter(text(version));
  }

  private static Locator.FilterOptions text(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
