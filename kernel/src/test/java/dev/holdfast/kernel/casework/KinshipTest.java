package dev.holdfast.kernel.casework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.Visits;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.RowLookup;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KinshipTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final UUID PARENT = new UUID(3, 1);
  private static final UUID CHILD = new UUID(3, 2);

  private final Map<UUID, CaseState> cases = new HashMap<>();
  private final CaseEngine engine =
      new CaseEngine(Visits.logic(), RowLookup.none(), new Known(cases));

  /** The cases of one side. */
  private record Known(Map<UUID, CaseState> cases) implements CaseLookup {
    @Override
    public Optional<CaseState> find(UUID id) {
      return Optional.ofNullable(cases.get(id));
    }

    @Override
    public Map<String, Long> openChildren(UUID parent, Collection<String> types) {
      long open =
          cases.values().stream()
              .filter(c -> parent.equals(c.context().parent()) && !c.completed())
              .count();
      return open == 0 ? Map.of() : Map.of("incident", open);
    }
  }

  @Test
  void aChildIsOpenedUnderAParentThatWaitsForIt() {
    begin();
    done(CHILD, "incident", "report", Map.of("parent", PARENT.toString(), "what", "fell"));

    assertThat(present(CHILD).context().parent()).isEqualTo(PARENT);
    assertThat(refusal(PARENT, "visit", "end", Map.of()))
        .containsExactly(
            "open-children: The case waits for its children: 1 of type incident still open.");
    done(CHILD, "incident", "note", Map.of("what", "fell twice"));
    done(CHILD, "incident", "close", Map.of());
    done(PARENT, "visit", "end", Map.of());
    assertThat(present(PARENT).completed()).isTrue();
  }

  @Test
  void aChildNeedsAParentOfTheRightTypeThatIsOpen() {
    assertThat(codes(Map.of())).containsExactly("required");
    assertThat(codes(Map.of("parent", PARENT.toString()))).containsExactly("no-parent");
    assertThat(codes(Map.of("parent", "somebody"))).containsExactly("wrong-type");
    begin();
    done(CHILD, "incident", "report", Map.of("parent", PARENT.toString()));
    assertThat(codes(Map.of("parent", CHILD.toString())))
        .as("an incident has no incidents")
        .containsExactly("no-parent");
    done(CHILD, "incident", "close", Map.of());
    done(PARENT, "visit", "end", Map.of());
    assertThat(codes(Map.of("parent", PARENT.toString()))).containsExactly("parent-completed");
  }

  private CaseState present(UUID id) {
    return Objects.requireNonNull(cases.get(id));
  }

  private void begin() {
    perform(PARENT, "visit", "plan", Map.of("worklist", "north"), Visits.PIA);
    done(PARENT, "visit", "begin", Map.of());
  }

  private List<String> codes(Map<String, Object> fields) {
    return refusal(new UUID(3, 9), "incident", "report", fields).stream()
        .map(text -> text.substring(0, text.indexOf(':')))
        .toList();
  }

  private List<String> refusal(UUID id, String type, String action, Map<String, Object> fields) {
    return ((Performance.Refused) perform(id, type, action, fields, Visits.NORA))
        .messages().stream().map(m -> m.code() + ": " + m.text()).toList();
  }

  private void done(UUID id, String type, String action, Map<String, Object> fields) {
    assertThat(perform(id, type, action, fields, Visits.NORA))
        .isInstanceOf(Performance.Performed.class);
  }

  private Performance perform(
      UUID id, String type, String action, Map<String, Object> fields, User user) {
    Map<String, @Nullable Object> given = new HashMap<>(fields);
    Performance performance =
        engine.perform(cases.get(id), new ActionRequest(id, type, action, given), user, NOW);
    if (performance instanceof Performance.Performed performed) {
      cases.put(id, performed.after());
    }
    return performance;
  }
}
