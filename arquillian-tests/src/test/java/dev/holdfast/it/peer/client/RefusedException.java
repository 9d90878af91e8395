package dev.holdfast.it.peer.client;

import dev.holdfast.it.peer.client.Messages.Leave;
import dev.holdfast.it.peer.client.Messages.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server answered that it does not do what was asked, and why. */
public final class RefusedException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;
  private final @Nullable Duration retryAfter;

  private RefusedException(Problem problem, @Nullable Duration retryAfter) {
    super(problem.status() + " " + problem.code() + ": " + problem.detail());
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** Of an answer, which is closed. */
  static RefusedException of(Reply reply) throws IOException {
    String wait = reply.header("Retry-After");
    return new RefusedException(
        reply.as(Problem.class), wait.isEmpty() ? null : Duration.ofSeconds(Long.parseLong(wait)));
  }

  /** The stable code of the reason. */
  public String code() {
    return problem.code();
  }

  /** All that the server says of it. */
  public Problem problem() {
    return problem;
  }

  /** After what time the same may be sent again, if the server says so. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** What the device has to do if it was ended. */
  public Optional<Leave> leave() {
    return Optional.ofNullable(problem.leave());
  }
}
