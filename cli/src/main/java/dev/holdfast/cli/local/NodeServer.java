package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A running node, until it answers. */
final class NodeServer {
  private static final int READY_SECONDS = 300;

  private final Node node;
  private final Process process;
  private final Deployment deployment;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  NodeServer(Node node, Process process) {
    this.node = node;
    this.process = process;
    this.deployment = new Deployment(node);
  }

  /** What it is called. */
  String name() {
    return node.name();
  }

  /** Its process. */
  Process process() {
    return process;
  }

  /**
   * Waits until it answers.
   *
   * @throws CommandException if it ended, could not deploy the application, or takes too long
   */
  void awaitReady(NodeState state) throws CommandException {
    try {
      for (int i = 0; i < READY_SECONDS * 4; i++) {
        if (deployment.isDeployed() && answers(state)) {
          return;
        }
        deployment.requireNotFailed();
        if (process.waitFor(250, TimeUnit.MILLISECONDS)) {
          throw new CommandException(
              ExitCode.FAILED,
              "WildFly ended while it started; see %s/server.log\n%s"
                  .formatted(
                      node.log(), Files.readString(node.log().resolve("wildfly.out")).strip()));
        }
      }
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "WildFly ended while it started", e);
    } catch (InterruptedException e) {
      throw Interrupts.interrupted(e);
    }
    throw new CommandException(
        ExitCode.FAILED,
        "Holdfast doesn't answer after %d s; see %s/server.log"
            .formatted(READY_SECONDS, node.log()));
  }

  private boolean answers(NodeState state) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(state.url() + "/api/v1/health"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
