package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A device in the console")
class DevicesTest extends ConsoleTest {
  private Fieldwork field;

  @BeforeEach
  void enrol() {
    var application = unique("console");
    deployPackage(Fieldwork.source(application, "1.0.0"));
    field =
        new Fieldwork(
            application, newUser(application + "-worker"), unique("tablet") + " <i>x</i>");
  }

  @Test
  @DisplayName("is found by a filter that stays in the address")
  void found() {
    administerAt("/devices/list");

    field("Search").fill(field.worker());
    button("Filter").click();

    page.waitForURL(url("/devices/list?text=" + field.worker()));
    assertThat(rows(field.deviceName())).hasCount(1);
    assertThat(rows(field.deviceName())).containsText("Active");
    page.reload();
    assertThat(rows(field.deviceName())).hasCount(1);
  }

  @Test
  @DisplayName("gets a full resync, with a reason, and the order shows it waiting")
  void resync() {
    administerAt("/devices/device?id=" + field.device());
    button("Push full resync").click();
    var dialog = dialog("Full resync of " + field.deviceName());
    dialog.getByText("Push full resync").last().click();
    assertThat(dialog).containsText("Give a reason");

    dialog.getByLabel("Reason").fill("Repaired data");
    dialog.getByText("Push full resync").last().click();

    assertThat(notice()).containsText("A full resync of " + field.deviceName() + " is ordered");
    assertThat(page.locator(".lead")).containsText("Repaired data");
    assertThat(rows(field.deviceName())).containsText("Waiting");
    go("/resync/list");
    assertThat(rows(field.deviceName())).containsText("Repaired data");
  }

  @Test
  @DisplayName("is revoked after a question that names it, and closed by Escape it does nothing")
  void revoke() {
    administerAt("/devices/device?id=" + field.device());
    button("Revoke").click();
    var dialog = dialog("Revoke " + field.deviceName());
    assertThat(dialog.getByLabel("Reason")).isFocused();
    page.keyboard().press("Escape");
    assertThat(dialog).isHidden();

    button("Revoke").click();
    dialog.getByLabel("Erase its store").uncheck();
    dialog.getByLabel("Reason").fill("Lost on the train");
    dialog.getByText("Revoke").last().click();

    assertThat(notice()).containsText(field.deviceName() + " is revoked");
    assertThat(page.locator(".lead")).containsText("Revoked");
    assertThat(button("Push full resync")).hasCount(0);
    assertThat(ending()).containsText("Lost on the train");
    assertThat(ending()).containsText("Unsent actionsTaken");
    assertThat(ending()).containsText("Not told yet; 0 as last known");
  }

  @Test
  @DisplayName("erases its store when it is revoked, unless somebody says that it stays")
  void revokeAndErase() {
    administerAt("/devices/device?id=" + field.device());
    button("Revoke").click();
    var dialog = dialog("Revoke " + field.deviceName());
    assertThat(dialog.getByLabel("Erase its store")).isChecked();
    dialog.getByLabel("Reason").fill("Left the company");
    dialog.getByText("Revoke").last().click();

    assertThat(notice()).containsText(field.deviceName() + " will be wiped");
    assertThat(ending()).containsText("Left the company");
    assertThat(ending()).containsText("Unsent actionsTaken");
  }

  @Test
  @DisplayName("is ordered to be wiped without what it has, and shown as wiped when it says so")
  void wipe() {
    administerAt("/devices/device?id=" + field.device());
    button("Request wipe").click();
    var dialog = dialog("Wipe " + field.deviceName());
    assertThat(dialog.getByLabel("Take what it has not sent")).isChecked();
    dialog.getByLabel("Take what it has not sent").uncheck();
    dialog.getByLabel("Reason").fill("Stolen");
    dialog.getByText("Request wipe").last().click();

    assertThat(notice()).containsText(field.deviceName() + " will be wiped");
    assertThat(ending()).containsText("Stolen");
    assertThat(ending()).containsText("Not taken");
    assertThat(ending()).containsText("Not yet");

    field.leaves(3);
    page.reload();

    assertThat(page.locator(".lead")).containsText("Wiped");
    assertThat(ending()).not().containsText("Not yet");
    assertThat(ending()).containsText("Unsent when it left3");
    assertThat(button("Request wipe")).hasCount(0);
    go("/devices/list?status=wiped&text=" + field.worker());
    assertThat(rows(field.deviceName())).containsText("Wipe acknowledged");
  }

  private Locator ending() {
    return page.locator("#ending");
  }

  @Test
  @DisplayName("is counted before a resync of its user is ordered")
  void reach() {
    administerAt("/resync/order-form");
    field("A user").check();
    assertThat(field("User")).isVisible();
    field("Search").pressSequentially(field.worker());
    assertThat(page.locator("select option")).hasCount(2);
    field("User").selectOption(field.worker());
    assertThat(page.locator(".reach")).containsText("1 device");

    field("Reason").fill("A clean start");
    button("Push resync").click();

    assertThat(heading()).hasText("User " + field.worker());
    assertThat(rows(field.deviceName())).containsText("Waiting");
  }

  private Locator dialog(String title) {
    var dialog = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(title));
    assertThat(dialog).isVisible();
    return dialog;
  }
}
