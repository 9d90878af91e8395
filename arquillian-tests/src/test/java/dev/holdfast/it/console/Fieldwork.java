package dev.holdfast.it.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.ServerTest.TestUser;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.LeaveReport;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people do in the field, so that there is something to administer: one application, one
 * worker, one device.
 */
final class Fieldwork {
  private final String application;
  private final TestUser worker;
  private final String deviceName;
  private final Session session;
  private long sequence;

  /** Enrols a device; the application has to be deployed. */
  Fieldwork(String application, TestUser worker, String deviceName) {
    this.application = application;
    this.worker = worker;
    this.deviceName = deviceName;
    this.session =
        Api.session(
            new SignInRequest(
                worker.name(),
                worker.password(),
                new SignInRequest.DeviceInfo(null, deviceName, "Linux", "0.1.0")));
  }

  /** The package. */
  static String source(String application, String version) {
    return
"""
application: %1$s
version: %2$s
roles: [%1$s-worker]
cases:
  job:
    fields:
      note:  {type: text, max: 500}
      grade: {type: choice, of: [good, poor]}
      due:   {type: date, label: Due on}
      urgent: {type: boolean}
      count: {type: integer, min: 0}
      tags:  {type: choices, of: {wet: {label: Wet ground}, dark: {label: No light}}}
      parts: {type: records, label: Parts, fields: {what: {type: text}, pieces: {type: integer, label: How many}}}
    scope: [case.assignee == user.name]
    stages: [open, done]
    conflict: merge-fields
    actions:
      begin:  {creates: open, by: [%1$s-worker], sets: [note, grade, assignee]}
      record: {from: open, by: [%1$s-worker], sets: [note, grade, due, urgent, count, tags, parts]}
      end:    {from: open, to: done, completes: true, by: [%1$s-worker], sets: [note, grade]}
    issues: {workbasket: %1$s-issues}
"""
        .formatted(application, version);
  }

  /** An issue: a note on a case that was completed before. */
  UUID parked(String note) {
    UUID job = begin("As begun");
    end(job, "As ended");
    return parkedOn(job, note);
  }

  String workbasket() {
    return application + "-issues";
  }

  String application() {
    return application;
  }

  String worker() {
    return worker.name();
  }

  String deviceName() {
    return deviceName;
  }

  UUID device() {
    return Objects.requireNonNull(session.device());
  }

  /** The device hears that it was ended, erases its store, and tells so. */
  void leaves(int unsent) {
    var leave = Objects.requireNonNull(new Api(session.accessToken()).get("/me").problem().leave());
    Api.anonymous().post("/leaving", new LeaveReport(leave.acknowledgement(), true, unsent)).ok();
  }

  /** A new case with a note. */
  UUID begin(String note) {
    UUID job = UUID.randomUUID();
    submit(job, "begin", Map.of("note", note, "grade", "good", "assignee", worker.name()), 0);
    return job;
  }

  /** Completes a case. */
  void end(UUID job, String note) {
    submit(job, "end", Map.of("note", note), 1);
  }

  /** A case that was completed before this device sent its own note: parked. Yields the issue. */
  UUID parkedOn(UUID job, String note) {
    return parkedOn(job, Map.of("note", note, "grade", "poor"));
  }

  /** The same with other fields. */
  UUID parkedOn(UUID job, Map<String, Object> fields) {
    return UUID.fromString(submit(job, "record", fields, 1).path("issue").asText());
  }

  /**
   * A chain on a case that was completed before: two notes and an end, each after the one before.
   * Yields the issues.
   */
  List<UUID> parkedChain(UUID job) {
    var head = submit(job, "record", Map.of("note", "arrived"), 1);
    var middle = behind(job, head.path("action").asText(), "record", "seen");
    var last = behind(job, middle.path("action").asText(), "end", "handed in");
    return Stream.of(head, middle, last)
        .map(outcome -> UUID.fromString(outcome.path("issue").asText()))
        .toList();
  }

  /** One more on the same case, made after another action. */
  JsonNode behind(UUID job, String before, String action, String note) {
    return submit(job, action, Map.of("note", note), 1, UUID.fromString(before));
  }

  private JsonNode submit(UUID job, String action, Map<String, Object> fields, long baseVersion) {
    return submit(job, action, fields, baseVersion, null);
  }

  private JsonNode submit(
      UUID job,
      String action,
      Map<String, Object> fields,
      long baseVersion,
      @Nullable UUID follows) {
    sequence++;
    var submission =
        new ActionSubmission(
            UUID.randomUUID(),
            sequence,
            application,
            "1.0.0",
            job,
            "job",
            action,
            fields,
            Map.of(),
            baseVersion,
            null,
            follows,
            Instant.now(),
            0);
    return new Api(session.accessToken())
        .post("/actions", Map.of("actions", List.of(submission)))
        .ok()
        .json()
        .path("outcomes")
        .path(0);
  }
}
