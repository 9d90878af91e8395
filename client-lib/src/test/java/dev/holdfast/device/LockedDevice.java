package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.LockedException;
import dev.holdfast.device.api.Select;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.kernel.app.Attachment;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** A device whose policy locks it after an hour without contact, and every door that it has. */
abstract class LockedDevice {
  static final Duration MINUTE = Duration.ofMinutes(1);

  final TimedDevice device;
  final Peer peer;
  final UUID inspection;

  LockedDevice(Path directory) {
    device = new TimedDevice(directory.resolve("store"));
    peer = device.peer();
    peer.airport("AK", "ANC", "Anchorage");
    inspection = peer.planned("AK", "ANC", "alice");
    peer.policy(TimedDevice.lockAfter(Duration.ofHours(1)));
    device.holdfast().sync();
  }

  @AfterEach
  void end() {
    device.close();
  }

  Holdfast holdfast() {
    return device.holdfast();
  }

  Map<String, ThrowingCallable> doors() {
    Map<String, ThrowingCallable> doors = new LinkedHashMap<>();
    doors.put("cases", () -> holdfast().cases());
    doors.put("show", () -> holdfast().show(inspection));
    doors.put("children", () -> holdfast().children(inspection));
    doors.put("query", () -> holdfast().query("SELECT * FROM airport"));
    doors.put("watch", () -> holdfast().watch(change -> {}));
    doors.put(
        "observe",
        () -> holdfast().observe(Select.of("SELECT * FROM airport"), rows -> {}, failed -> {}));
    doors.put("readFields", () -> holdfast().readFields("inspection", Map.of()));
    doors.put("applications", () -> holdfast().applications());
    doors.put("offers", () -> holdfast().offers(inspection, List.of()));
    doors.put("creations", () -> holdfast().creations(List.of()));
    doors.put("draft", () -> holdfast().draft(inspection, "arrive", Map.of(), List.of()));
    doors.put("draftNew", () -> holdfast().draftNew("inspection", "report", Map.of(), List.of()));
    doors.put("create", () -> holdfast().create("inspection", Map.of("site", "ANC")));
    doors.put("perform", () -> holdfast().perform(inspection, "arrive", Map.of()));
    doors.put("retry", () -> holdfast().retry(inspection, Map.of()));
    return doors;
  }

  /** What {@link Attachments} does. */
  Map<String, ThrowingCallable> contentDoors() {
    Attachment photo = new Attachment("ab".repeat(32), "photo.jpg", "image/jpeg", 3);
    Attachments attachments = holdfast().attachments();
    InputStream content = InputStream.nullInputStream();
    Map<String, ThrowingCallable> doors = new LinkedHashMap<>();
    doors.put("attach", () -> attachments.attach(content, "photo.jpg", "image/jpeg"));
    doors.put("list", attachments::list);
    doors.put("isHere", () -> attachments.isHere(photo));
    doors.put("open", () -> attachments.open(photo));
    doors.put("fetch", () -> attachments.fetch(photo));
    return doors;
  }

  void assertLocked() {
    Map<String, ThrowingCallable> all = doors();
    all.putAll(contentDoors());
    all.forEach(
        (name, door) ->
            assertThatThrownBy(door)
                .as(name)
                .isInstanceOfSatisfying(
                    LockedException.class,
                    e -> assertThat(e.reason()).isEqualTo(LockedException.Reason.OFFLINE)));
    assertThat(holdfast().status().offline().locked()).isTrue();
  }
}
