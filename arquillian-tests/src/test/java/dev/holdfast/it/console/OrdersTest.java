package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.holdfast.it.server.DeviceCopy.Received;
import dev.holdfast.it.server.PlacesPackage;
import dev.holdfast.it.server.TestDevice;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A resync order in the console")
class OrdersTest extends ConsoleTest {
  private final PlacesPackage places = new PlacesPackage(unique("ordered"));

  @Test
  @DisplayName("shows each device from waiting to done, without a reload")
  void live() {
    places.add(1, 20, "north");
    TestUser worker = places.worker("north");
    TestDevice device = device(worker);
    device.copy().report(device.copy().sync());
    administerAt("/resync/order?id=" + order(worker));
    shows(worker, "Waiting");

    Received received = device.copy().sync();
    shows(worker, "Running");
    shows(worker, "of 20 rows sent");
    sql(
        "UPDATE holdfast.resync_device SET sent = 12 WHERE device_id = '%s'"
            .formatted(device.id()));
    shows(worker, "12 of 20 rows sent");

    device.copy().report(received);
    shows(worker, "Done");
    assertThat(page.locator("#order\\:progress")).containsText("1 of 1 done");
  }

  @Test
  @DisplayName("says why a device failed, and lists the devices of one status")
  void failed() {
    places.add(1, 20, "north");
    TestUser worker = places.worker("north");
    TestDevice device = device(worker);
    String order = order(worker);
    sql(
        "UPDATE holdfast.resync_device SET status = 'failed', error = 'The disk is full' WHERE device_id = '%s'"
            .formatted(device.id()));
    administerAt("/resync/order?id=" + order);
    assertThat(rows(worker.name())).containsText("The disk is full");

    page.locator("a.count:has-text('Waiting')").click();
    assertThat(page.getByText("No device stands like this")).isVisible();
    page.locator("a.count:has-text('Failed')").click();
    assertThat(rows(worker.name())).containsText("Failed");
    page.locator("a.count:has-text('Failed')").click();
    page.waitForURL(url("/resync/order?id=" + order));
  }

  /** The page looks again every few seconds. */
  private void shows(TestUser worker, String text) {
    assertThat(rows(worker.name()))
        .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
  }

  private static String order(TestUser worker) {
    return admin()
        .post(
            "/admin/resyncs",
            Map.of("target", Map.of("kind", "user", "value", worker.name()), "reason", "a test"))
        .ok()
        .json()
        .path("id")
        .asText();
  }
}
