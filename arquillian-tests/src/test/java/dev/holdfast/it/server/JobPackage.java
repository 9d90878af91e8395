package dev.holdfast.it.server;

import dev.holdfast.it.server.ServerTest.TestUser;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A small application for tests, under a name of its own: jobs that workers begin, note and end. A
 * job goes to the devices of its assignee.
 */
public final class JobPackage {
  /** Its first version. */
  public static final String VERSION = "1.0.0";

  private final String application;
  private final AtomicLong sequence = new AtomicLong();

  /** Deploys it. */
  public JobPackage(String application) {
    this.application = application;
    ServerTest.deployPackage(source(VERSION));
  }

  /** Its source. */
  public String source(String version) {
    return """
        application: NAME
        version: VERSION
        roles: [NAME-worker]
        cases:
          job:
            fields:
              note: {type: text, max: 100}
              count: {type: integer, min: 0, on-conflict: max}
            scope: [case.assignee == user.name]
            stages: [open, done]
            actions:
              begin: {creates: open, by: [NAME-worker], sets: [note, count, assignee]}
              write: {from: open, by: [NAME-worker], sets: [note, count, assignee]}
              end: {from: open, to: done, completes: true, by: [NAME-worker], sets: [note], when: has(case.note), message: Give the note first}
            issues: {workbasket: NAME-issues}
        """
        .replace("NAME", application)
        .replace("VERSION", version);
  }

  /** Its name. */
  public String application() {
    return application;
  }

  /** Name of its unit of cases in buckets. */
  public String unit() {
    return application + "/job";
  }

  /** Name of its workbasket. */
  public String workbasket() {
    return application + "-issues";
  }

  /** A new worker. */
  public TestUser worker() {
    return ServerTest.newUser(Set.of(application + "-worker"), Map.of());
  }

  /** The action that begins a job for a worker. */
  public ActionSubmission begin(TestUser assignee) {
    return action(
        UUID.randomUUID(), "begin", 0, Map.of("note", "new", "assignee", assignee.name()));
  }

  /**
   * An action on a job.
   *
   * @param job the case
   * @param name the action
   * @param baseVersion the case's version that the device holds
   * @param fields what it sets
   */
  public ActionSubmission action(
      UUID job, String name, long baseVersion, Map<String, Object> fields) {
    return action(job, name, baseVersion, null, fields);
  }

  /** The same, saying of which version of that number it was made. */
  public ActionSubmission action(
      UUID job,
      String name,
      long baseVersion,
      @Nullable String baseMark,
      Map<String, Object> fields) {
    return new ActionSubmission(
        UUID.randomUUID(),
        sequence.incrementAndGet(),
        application,
        VERSION,
        job,
        "job",
        name,
        fields,
        Map.of(),
        baseVersion,
        baseMark,
        null,
        Instant.parse("2026-01-31T12:00:00Z"),
        0);
  }
}
