package dev.holdfast.it.console;

import dev.holdfast.it.server.AlbumPackage;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.ServerTest.TestUser;
import dev.holdfast.it.server.TestDevice;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Visits with pictures and reports, as one worker's device sends them. */
final class Visits {
  private final String application;
  private final TestUser worker;
  private final TestDevice device;
  private long sequence;

  /** Enrols a device; the application has to be deployed. */
  Visits(String application, TestUser worker) {
    this.application = application;
    this.worker = worker;
    this.device = TestDevice.enrol(worker);
  }

  /** The package. */
  static String source(String application) {
    return """
    application: NAME
    version: 1.0.0
    roles: [NAME-worker]
    cases:
      visit:
        label: Visit
        fields:
          photo: {type: attachment, label: Photo}
          report: {type: attachment, label: Report}
          pages: {type: records, label: Pages, fields: {title: {type: text, label: Title}, scan: {type: attachment, label: Scan}}}
          note: {type: text, label: Note}
        scope: [case.assignee == user.name]
        stages: [open, done]
        conflict: merge-fields
        actions:
          begin: {label: Begin, creates: open, by: [NAME-worker], sets: [photo, report, pages, note, assignee]}
          write: {label: Write, from: open, by: [NAME-worker], sets: [photo, report, pages, note]}
          end: {label: End, from: open, to: done, completes: true, by: [NAME-worker]}
        issues: {workbasket: NAME-issues}
    """
        .replace("NAME", application);
  }

  String workbasket() {
    return application + "-issues";
  }

  String application() {
    return application;
  }

  TestUser worker() {
    return worker;
  }

  /** Sends a content whole. What an action says of it. */
  Map<String, Object> attach(String name, String type, byte[] content) {
    AlbumPackage.part(device.api(), announce(type, content), 0, content).ok();
    return said(name, type, content);
  }

  /** Sends the beginning of a content, and leaves it. What an action says of it. */
  Map<String, Object> leave(String name, String type, byte[] content, int bytes) {
    byte[] part = Arrays.copyOf(content, bytes);
    AlbumPackage.part(device.api(), announce(type, content), 0, part).ok();
    return said(name, type, content);
  }

  private static Map<String, Object> said(String name, String type, byte[] content) {
    return Map.of(
        "id", AlbumPackage.id(content), "name", name, "type", type, "size", content.length);
  }

  private String announce(String type, byte[] content) {
    return AlbumPackage.announce(
        api(),
        Map.of(
            "id",
            AlbumPackage.id(content),
            "application",
            application,
            "case-type",
            "visit",
            "field",
            "photo",
            "type",
            type),
        content.length);
  }

  /** The API as the device sees it. */
  Api api() {
    return device.api();
  }

  /** A new case. */
  UUID begin(Map<String, Object> fields) {
    UUID visit = UUID.randomUUID();
    Map<String, Object> all = new HashMap<>(fields);
    all.put("assignee", worker.name());
    act(visit, "begin", 0, all);
    return visit;
  }

  /** Something that happens to a case; the issue if it was parked. */
  @Nullable UUID act(UUID visit, String action, long base, Map<String, ?> fields) {
    List<ActionOutcome> outcomes =
        device.submit(
            new ActionSubmission(
                UUID.randomUUID(),
                ++sequence,
                application,
                "1.0.0",
                visit,
                "visit",
                action,
                new HashMap<>(fields),
                Map.of(),
                base,
                null,
                null,
                Instant.parse("2026-01-31T12:00:00Z"),
                0));
    return outcomes.isEmpty() ? null : outcomes.get(0).issue();
  }
}
