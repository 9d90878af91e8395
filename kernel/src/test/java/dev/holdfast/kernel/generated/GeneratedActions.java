package dev.holdfast.kernel.generated;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Draws actions on one case as its device would submit them, whether they are possible or not. */
public final class GeneratedActions {
  /** The case that they are about. */
  public static final UUID CASE = new UUID(1, 1);

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final CaseType type;
  private final RandomGenerator random;
  private final GeneratedValues values;
  private int sequence;

  /** Draws actions on a case of a type. */
  public GeneratedActions(CaseType type, RandomGenerator random) {
    this.type = type;
    this.random = random;
    this.values = new GeneratedValues(random);
  }

  /**
   * Draws an action.
   *
   * @param seen the case as the device shows it, null if there is none
   * @param baseVersion the server's version that it builds on
   * @param follows the unconfirmed action that it follows, null if none
   */
  public ActionSubmission next(@Nullable CaseState seen, long baseVersion, @Nullable UUID follows) {
    String name =
        random.nextInt(20) == 0
            ? pick(List.of("make", "nothing"))
            : seen == null
                ? pick(List.of("make", "split"))
                : pick(List.of("work", "work", "some", "take", "back", "done"));
    CaseType.Action definition = type.actions().get(name);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    Map<String, @Nullable Object> base = new LinkedHashMap<>();
    for (String field : definition == null ? List.<String>of() : definition.sets()) {
      Object present = seen == null ? null : json(seen.value(type, field));
      if (random.nextInt(3) > 0) {
        fields.put(field, value(field, present));
        base.put(field, present);
      }
    }
    if (random.nextInt(30) == 0) {
      fields.put(pick(List.of("f0", "stranger")), "a");
    }
    sequence++;
    Map<String, @Nullable Object> action = new LinkedHashMap<>();
    action.put("id", new UUID(2, sequence));
    action.put("sequence", sequence);
    action.put("application", "random");
    action.put("packageVersion", "1.0.0");
    action.put("caseId", CASE);
    action.put("type", type.name());
    action.put("name", name);
    action.put("fields", fields);
    action.put("base", base);
    action.put("baseVersion", baseVersion);
    action.put("follows", follows);
    action.put("performedAt", START.plus(Duration.ofMinutes(random.nextInt(525_600))));
    action.put("clockOffsetMillis", random.nextInt(-100_000, 100_000));
    return WireJson.mapper().convertValue(action, ActionSubmission.class);
  }

  private @Nullable Object value(String field, @Nullable Object present) {
    return switch (field) {
      case "parent" -> random.nextInt(9) == 0 ? null : new UUID(7, random.nextInt(3)).toString();
      case "assignee" -> pick(List.of("ann", "bob"));
      case "worklist" -> random.nextInt(4) == 0 ? null : pick(List.of("north", "south", "west"));
      default -> values.of(Objects.requireNonNull(type.fields().get(field)), present);
    };
  }

  private static @Nullable Object json(@Nullable Object value) {
    return value == null ? null : Values.toJson(value);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
