package dev.holdfast.bench.casework;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Resources;
import dev.holdfast.bench.light.LightDevice;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** An application whose cases everybody may write, and devices that do. Thread-safe. */
public final class Repairs {
  static final String NOTE = "What was repaired there, in a sentence or two of the usual length. ";

  private static final String USER = "repairer";
  private static final String PASSWORD = "a password for benchmarks only";
  private static final Instant THEN = Instant.parse("2026-11-30T12:00:00Z");

  private final BenchServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicLong sequence = new AtomicLong();
  private final AtomicLong again = new AtomicLong();

  /** Deploys it. */
  public Repairs(BenchServer server) throws IOException, InterruptedException {
    this.server = server;
    String text = Resources.text(Repairs.class, "package.yaml");
    server.admin("package", "deploy", server.file("repairs.yaml", text).toString());
    Path password = server.file("repairer.password", PASSWORD);
    server.admin(
        "user", "add", USER, "--password-file", password.toString(), "--roles", "repairer");
  }

  /** A new device. */
  public LightDevice device() throws IOException, InterruptedException {
    return LightDevice.enrol(client, server.url(), USER, PASSWORD);
  }

  /** An action that begins a case. */
  public ActionSubmission begin(UUID repair) {
    return action(repair, "begin", 0);
  }

  /** An action that writes it. */
  public ActionSubmission write(UUID repair) {
    return action(repair, "write", 1);
  }

  /**
   * Submits, again what the server asks for again, until all is applied.
   *
   * @throws IOException if something is not
   */
  public void submit(LightDevice device, List<ActionSubmission> actions)
      throws IOException, InterruptedException {
    List<ActionSubmission> left = actions;
    while (!left.isEmpty()) {
      List<JsonNode> bodies = new ArrayList<>();
      left.forEach(each -> bodies.add(WireJson.mapper().valueToTree(each)));
      ActionAnswer answer = device.submit(new ActionBatch(bodies));
      for (ActionOutcome outcome : answer.outcomes()) {
        if (outcome.outcome() != Outcome.APPLIED) {
          throw new IOException("not applied: " + outcome);
        }
      }
      again.addAndGet(answer.retry().size());
      left = left.stream().filter(each -> answer.retry().contains(each.id())).toList();
    }
  }

  /** How many actions the server asked for again so far. */
  long again() {
    return again.get();
  }

  private ActionSubmission action(UUID repair, String name, long baseVersion) {
    long number = sequence.incrementAndGet();
    return new ActionSubmission(
        UUID.randomUUID(),
        number,
        "repairs",
        "1.0.0",
        repair,
        "repair",
        name,
        Map.of("note", NOTE + number, "count", number),
        Map.of(),
        baseVersion,
        null,
        null,
        THEN,
        0);
  }
}
