package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbasket;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Law 1 of docs/specs/contents.md. */
@DisplayName("An action that names a content")
class ContentsIntakeTest {
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);

  private final IntakeHarness server = new IntakeHarness();
  private final FieldWork alice = new FieldWork("alice");
  private final FieldWork bob = new FieldWork("bob");
  private final UUID album = UUID.randomUUID();

  @Test
  @DisplayName("waits for it with what builds on it, and nothing else does")
  void waits() throws Exception {
    ActionSubmission create = create(Map.of("photo", photo(A)));
    ActionSubmission after =
        alice.following(create, "record", 1, Map.of("note", "after"), Map.of());
    ActionSubmission records =
        alice.act("album", UUID.randomUUID(), "create", 0, fields(Map.of("pages", pages(B))));
    ActionSubmission other =
        alice.act("last", UUID.randomUUID(), "create", 0, Map.of("assignee", "alice"));

    ActionAnswer answer = server.answer(alice, create, after, records, other);

    assertThat(answer.retry()).containsExactly(create.id(), after.id(), records.id());
    assertThat(answer.lacks()).containsExactly(A, B);
    assertThat(answer.outcomes()).extracting(ActionOutcome::action).containsExactly(other.id());
    assertThat(server.count("history_entry")).isEqualTo(1);

    store(A, "alice", null);
    answer = server.answer(alice, create, after, records, other);
    assertThat(answer.retry()).containsExactly(records.id());
    assertThat(answer.lacks()).containsExactly(B);
    assertThat(answer.outcomes()).extracting(ActionOutcome::outcome).containsOnly(Outcome.APPLIED);
    assertThat(uses(A)).containsExactly("case " + album, "history " + album);
  }

  @Test
  @DisplayName("needs it to be its user's, by sending it or by a case that he may see")
  void ofOthers() throws Exception {
    store(A, "bob", null);
    ActionSubmission create = create(Map.of("photo", photo(A)));
    assertThat(server.answer(alice, create).lacks()).containsExactly(A);

    UUID shared = UUID.randomUUID();
    server.submit(
        bob, bob.act("album", shared, "create", 0, Map.of("assignee", "bob", "photo", photo(A))));
    assertThat(server.answer(alice, create).lacks()).containsExactly(A);

    server.submit(bob, bob.act("album", shared, "give", 1, Map.of("assignee", "alice")));
    assertThat(server.submitOne(alice, create).outcome()).isEqualTo(Outcome.APPLIED);
  }

  @Test
  @DisplayName("needs none that its user saw in the case, even if it is gone from there")
  void seenBefore() throws Exception {
    store(A, "alice", null);
    server.submit(alice, create(Map.of("photo", photo(A))));
    server.jdbc().update("DELETE FROM holdfast.content_sender");
    server.submit(alice, alice.act("album", album, "give", 1, Map.of("assignee", "bob")));
    server.submit(
        bob,
        bob.act("album", album, "record", 2, remove("photo"), Map.of("photo", photo(A)), null));
    assertThat(uses(A)).containsExactly("history " + album);

    ActionSubmission back =
        bob.act(
            "album",
            album,
            "record",
            2,
            Map.of("photo", photo(A), "note", "still there"),
            Map.of("photo", photo(A)),
            null);

    assertThat(server.answer(bob, back).lacks()).isNull();
    ActionSubmission forged =
        bob.act(
            "album",
            album,
            "record",
            3,
            Map.of("photo", photo(B)),
            Map.of("photo", photo(B)),
            null);
    store(B, "alice", null);
    assertThat(server.answer(bob, forged).lacks()).containsExactly(B);
  }

  @Test
  @DisplayName("gets its first outcome again, whatever became of the content")
  void repeat() throws Exception {
    store(A, "alice", null);
    ActionSubmission create = create(Map.of("photo", photo(A)));
    server.submit(alice, create);
    server.jdbc().update("DELETE FROM holdfast.content");

    ActionAnswer again = server.answer(alice, create);

    assertThat(again.lacks()).isNull();
    assertThat(again.outcomes())
        .extracting(ActionOutcome::outcome)
        .containsExactly(Outcome.APPLIED);
  }

  @Test
  @DisplayName("is parked with the words of a scanner that refuses it, and can't be applied then")
  void refused() throws Exception {
    store(A, "alice", "EICAR found");
    ActionOutcome parked = server.submitOne(alice, create(Map.of("photo", photo(A))));

    assertThat(parked.reason()).isEqualTo(ParkReason.NOT_ALLOWED);
    assertThat(parked.messages()).containsExactly("An attachment was refused: EICAR found");
    UUID issue = Objects.requireNonNull(parked.issue());
    assertThat(uses(A)).containsExactly("history " + album, "issue " + issue);
    List<String> objections =
        server
            .beans()
            .inTransaction(
                () ->
                    server.beans().get(Workbasket.class).find(FleetData.ADMIN, issue).stream()
                        .flatMap(detail -> detail.choices().stream())
                        .map(Resolution::code)
                        .toList());
    assertThat(objections).contains("edit", "return", "discard").doesNotContain("apply");
  }

  @Test
  @DisplayName("and of which that can't be told is parked, and the rest of the batch is judged")
  void untold() throws Exception {
    store(A, "alice", null);
    store(B, "bob", null);
    UUID shared = UUID.randomUUID();
    server.submit(
        bob, bob.act("album", shared, "create", 0, Map.of("assignee", "bob", "photo", photo(B))));
    server.jdbc().update("UPDATE holdfast.case_file SET fields = '[]' WHERE id = ?", shared);
    ActionSubmission untold =
        alice.act("album", UUID.randomUUID(), "create", 0, fields(Map.of("photo", photo(B))));
    ActionSubmission create = create(Map.of("photo", photo(A)));
    ActionSubmission other =
        alice.act("last", UUID.randomUUID(), "create", 0, Map.of("assignee", "alice"));

    ActionAnswer answer = server.answer(alice, untold, create, other);

    assertThat(answer.retry()).isEmpty();
    assertThat(answer.outcomes())
        .extracting(ActionOutcome::reason)
        .containsExactly(ParkReason.FAILED, null, null);
  }

  @Test
  @DisplayName("may be of who sees one of many cases that name it")
  void inMany() throws Exception {
    store(A, "bob", null);
    for (int i = 0; i < 30; i++) {
      server.submit(
          bob,
          bob.act(
              "album",
              UUID.randomUUID(),
              "create",
              0,
              Map.of("assignee", i == 20 ? "alice" : "bob", "photo", photo(A))));
    }
    assertThat(server.submitOne(alice, create(Map.of("photo", photo(A)))).outcome())
        .isEqualTo(Outcome.APPLIED);
  }

  @Test
  @DisplayName("is parked without it if its device was ended")
  void leaving() throws Exception {
    ActionSubmission create = create(Map.of("photo", photo(A)));
    ActionBatch batch = new ActionBatch(List.of(FieldWork.json(create)));

    ActionAnswer answer = server.intake().submitLast(alice.caller(), batch);

    assertThat(answer.retry()).isEmpty();
    assertThat(answer.lacks()).isNull();
    assertThat(answer.outcomes())
        .extracting(ActionOutcome::reason)
        .containsExactly(ParkReason.NOT_AVAILABLE);
  }

  private ActionSubmission create(Map<String, ?> fields) {
    return alice.act("album", album, "create", 0, fields(fields));
  }

  private static Map<String, ?> fields(Map<String, ?> more) {
    Map<String, Object> fields = new HashMap<>(more);
    fields.put("assignee", "alice");
    return fields;
  }

  @SuppressWarnings("NullAway") // null removes a value
  private static Map<String, ?> remove(String field) {
    Map<String, @Nullable Object> fields = new HashMap<>();
    fields.put(field, null);
    return fields;
  }

  private static Map<String, Object> photo(String id) {
    return Map.of("id", id, "name", "p.png", "type", "image/png", "size", 5);
  }

  private static List<Object> pages(String id) {
    return List.of(Map.of("id", UUID.randomUUID().toString(), "scan", photo(id)));
  }

  private List<String> uses(String content) {
    return server
        .jdbc()
        .list(
            "SELECT kind || ' ' || owner FROM holdfast.content_use WHERE content_id = ? ORDER BY"
                + " kind",
            row -> row.getString(1),
            content);
  }

  /** A content that is complete. */
  private void store(String id, String user, @Nullable String refused) {
    new StoredContent(server.jdbc(), "inspection-test", "album")
        .put(id, user, server.beans().get(Clock.class).instant(), refused);
  }
}
