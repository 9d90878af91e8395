package dev.holdfast.it.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.ContentView;
import dev.holdfast.device.api.ContentView.State;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.app.Attachment;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Attachments of devices")
class DeviceContentsTest extends AttachingTest {
  @Test
  @DisplayName(
      "of a device that was ended go before its last actions, also where its user may do nothing any more")
  void leaving() {
    byte[] bytes = bytes(700_000);
    Attachment film = attach(bytes, "application/x-film");
    device.perform(job, "note", Map.of("film", film));
    String id = String.valueOf(device.status().device());
    String user = "/admin/users/" + device.status().user();
    admin().put(user, admin().get(user).ok().header("ETag"), Map.of("enabled", false)).ok();
    admin().post("/admin/devices/" + id + "/wipe", Map.of("reason", "lost")).ok();

    assertThatThrownBy(device::sync).isInstanceOf(NotSignedInException.class);

    assertThat(admin().get("/contents/" + film.id()).ok().body()).isEqualTo(bytes);
    assertThat(admin().get("/admin/devices/" + id).ok().json().at("/ending/unsent").asInt(-1))
        .isZero();
  }

  @Test
  @DisplayName("go in pieces, on after a cut, and come to others who ask, byte for byte")
  void thereAndBack() {
    byte[] film = bytes(4_000_000);
    Attachment attached = attach(film, "application/octet-stream");
    device.perform(job, "note", Map.of("film", attached));
    way.left = 3;
    assertThatThrownBy(device::sync).isInstanceOf(UnreachableException.class);
    ContentView waits = device.pending().get(0).waitsFor().get(0);
    assertThat(waits.bytes()).isPositive().isLessThan(film.length);
    way.left = Integer.MAX_VALUE;

    SyncResult result = device.sync();

    assertThat(result.up().applied()).isEqualTo(1);
    assertThat(result.traffic().sent())
        .as("what was there is not sent again")
        .isLessThan(3_500_000);
    other.sync();
    assertThat(other.attachments().isHere(attached)).isFalse();
    other.attachments().fetch(attached);
    assertThat(read(other, attached)).isEqualTo(film);
  }

  @Test
  @DisplayName("come by themselves where the package says so, and small ones go at once")
  void eager() {
    byte[] plan = bytes(70_000);
    Attachment attached = attach(plan, "application/octet-stream");
    device.perform(job, "note", Map.of("plan", attached));

    assertThat(device.sync().up().applied()).isEqualTo(1);
    other.sync();

    assertThat(read(other, attached)).isEqualTo(plan);
  }

  @Test
  @DisplayName(
      "that are too large are refused on the device; what lies about its type, by the server")
  void refused() {
    Attachment large = attach(bytes(5_000_001), "application/octet-stream");
    assertThatThrownBy(() -> device.perform(job, "note", Map.of("film", large)))
        .isInstanceOf(RefusedException.class);
    Attachment text =
        attach(
            "This is no picture at all.".repeat(99).getBytes(StandardCharsets.UTF_8), "image/png");
    UUID action = device.perform(job, "note", Map.of("picture", text, "remarks", "Ruts")).action();

    device.sync();

    ContentView waits = device.pending().get(0).waitsFor().get(0);
    assertThat(waits.state()).isEqualTo(State.REFUSED);
    assertThat(waits.reason()).isEqualTo("content-type-lies");
    Map<String, @Nullable Object> without = new HashMap<>();
    without.put("picture", null);
    device.retry(action, without);
    assertThat(device.sync().up().applied()).isEqualTo(1);
    assertThat(device.pending()).isEmpty();
  }
}
