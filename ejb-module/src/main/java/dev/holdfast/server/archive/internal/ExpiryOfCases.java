package dev.holdfast.server.archive.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.server.archive.api.Expiry;
import dev.holdfast.server.archive.internal.ExpiryStep.Rule;
import dev.holdfast.server.archive.internal.ExpiryStep.Stepped;
import dev.holdfast.server.casework.api.CompletedCases.Completed;
import dev.holdfast.server.packages.api.Packages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Goes through the completed cases of every type with a retention, oldest first, a step at a time.
 * What a step has to leave is passed over, so that it keeps nothing else.
 */
@ApplicationScoped
public class ExpiryOfCases implements Expiry {
  private final Packages packages;
  private final ExpiryStep step;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected ExpiryOfCases() {
    this(null, null, null);
  }

  /** Removes by steps. */
  @Inject
  public ExpiryOfCases(Packages packages, ExpiryStep step, Clock clock) {
    this.packages = packages;
    this.step = step;
    this.clock = clock;
  }

  @Override
  public long remove(LongConsumer soFar) {
    long gone = 0;
    for (Rule rule : rules()) {
      Completed last = null;
      do {
        Stepped stepped = step.take(rule, last);
        gone += stepped.removed();
        soFar.accept(gone);
        last = stepped.last();
      } while (last != null);
    }
    return gone;
  }

  private List<Rule> rules() {
    Instant now = clock.instant();
    return packages.active().stream()
        .map(logic -> logic.definition())
        .flatMap(
            definition ->
                definition.cases().values().stream().flatMap(type -> rule(definition, type, now)))
        .toList();
  }

  private static Stream<Rule> rule(ApplicationPackage definition, CaseType type, Instant now) {
    if (type.retention() == null) {
      return Stream.empty();
    }
    Instant before = now.atOffset(ZoneOffset.UTC).minus(type.retention()).toInstant();
    String said =
        "retention %s after completion, case type %s of %s %s"
            .formatted(
                type.retention(), type.name(), definition.application(), definition.version());
    return Stream.of(new Rule(definition.application(), type.name(), before, said));
  }
}
