package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.server.testing.FieldWork;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the answer is, by what the server has of the case, by what is tried, and by the policy of
 * the case type: the table of DESIGN section 5, in the order of {@code docs/specs/actions.md}. A
 * dash stands where there is no such thing.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AnswerTableTest {
  private final IntakeHarness server = new IntakeHarness();
  private final FieldWork alice = new FieldWork("alice");
  private final FieldWork second = new FieldWork("alice");
  private final FieldWork supervisor = as("alice", "supervisor", "AK");
  private final FieldWork texan = as("tex", "inspector", "TX");

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case             | what is tried            | merge-fields             | last-writer-wins         | park-if-stale
          as seen                | write a field            | applied                  | applied                  | applied
          as seen                | write a guarded field    | applied                  | -                        | -
          as seen                | write nothing            | applied                  | applied                  | applied
          as seen                | complete                 | applied                  | applied                  | applied
          another field changed  | write a field            | merged                   | applied                  | parked stale
          another field changed  | write a guarded field    | merged                   | -                        | -
          another field changed  | write nothing            | applied                  | applied                  | parked stale
          another field changed  | complete                 | applied                  | applied                  | parked stale
          the same field changed | write a field            | merged                   | applied                  | parked stale
          the same field changed | write a guarded field    | parked stale             | -                        | -
          the same field changed | complete                 | applied                  | applied                  | parked stale
          completed              | write a field            | parked already-completed | parked already-completed | parked already-completed
          completed              | write a guarded field    | parked already-completed | -                        | -
          completed              | complete                 | parked already-completed | parked already-completed | parked already-completed
          completed              | without the role         | parked already-completed | parked already-completed | parked already-completed
          completed              | an unknown field         | parked unreadable        | parked unreadable        | parked unreadable
          out of scope           | write a field            | parked not-available     | parked not-available     | parked not-available
          out of scope           | complete                 | parked not-available     | parked not-available     | parked not-available
          not there              | write a field            | parked not-available     | parked not-available     | parked not-available
          not there              | complete                 | parked not-available     | parked not-available     | parked not-available
          as seen                | of a retired type        | parked not-available     | parked not-available     | parked not-available
          as seen                | without the role         | parked not-allowed       | parked not-allowed       | parked not-allowed
          another field changed  | without the role         | parked not-allowed       | parked not-allowed       | parked stale
          as seen                | act against a guard      | parked not-allowed       | -                        | -
          as seen                | create it again          | parked not-allowed       | parked not-allowed       | parked not-allowed
          as seen                | less than the least      | parked not-allowed       | -                        | -
          as seen                | an unknown field         | parked unreadable        | parked unreadable        | parked unreadable
          as seen                | an unknown action        | parked unreadable        | parked unreadable        | parked unreadable
          as seen                | a value of another type  | parked unreadable        | parked unreadable        | parked unreadable
          as seen                | an unknown key           | parked unreadable        | parked unreadable        | parked unreadable
          as seen                | too much                 | parked unreadable        | parked unreadable        | parked unreadable
          as seen                | a field of old logic     | parked old-logic         | parked old-logic         | parked old-logic
          as seen                | an action of old logic   | parked old-logic         | parked old-logic         | parked old-logic
          completed              | an action of old logic   | parked old-logic         | parked old-logic         | parked old-logic
          """)
  void answers(String found, String tried, String merging, String last, String fresh)
      throws Exception {
    SoftAssertions all = new SoftAssertions();
    Map<String, String> expected = Map.of("merging", merging, "last", last, "fresh", fresh);
    for (Map.Entry<String, String> cell : expected.entrySet()) {
      if (!cell.getValue().equals("-")) {
        all.assertThat(answer(found, tried, cell.getKey()))
            .as(cell.getKey())
            .isEqualTo(cell.getValue());
      }
    }
    all.assertAll();
  }

  /** Plays one cell of the table; what holds in each of them is asserted here. */
  private String answer(String found, String tried, String type) throws Exception {
    UUID id = UUID.randomUUID();
    find(found, type, id);
    CaseLook look = new CaseLook(server, id);
    List<String> before = rows(id);
    long issues = server.count("issue");
    FieldWork who = tried.equals("without the role") ? supervisor : alice;
    ActionBatch batch = new ActionBatch(List.of(attempt(who, tried, type, id)));

    ActionOutcome outcome = server.intake().submit(who.caller(), batch).outcomes().get(0);

    assertThat(server.intake().submit(who.caller(), batch).outcomes()).containsExactly(outcome);
    boolean parked = outcome.outcome() == Outcome.PARKED;
    assertThat(outcome.messages().isEmpty())
        .as("a message unless all is plain: %s", outcome)
        .isEqualTo(outcome.outcome() == Outcome.APPLIED);
    assertThat(outcome.issue() != null).isEqualTo(parked);
    assertThat(server.count("issue") - issues).isEqualTo(parked ? 1 : 0);
    assertThat(rows(id).equals(before)).as("no effect: %s", outcome).isEqualTo(parked);
    assertThat(look.last().outcome()).isEqualTo(code(outcome.outcome().name()));
    assertThat(look.verified()).isTrue();
    return outcome.reason() == null
        ? code(outcome.outcome().name())
        : code(outcome.outcome().name()) + " " + outcome.reason().code();
  }

  private void find(String found, String type, UUID id) throws Exception {
    switch (found) {
      case "not there" -> {}
      case "out of scope" -> server.create(texan, id, type, beginning(type, "tex", "DFW"));
      default -> {
        server.create(alice, id, type, beginning(type, "alice", "ANC"));
        switch (found) {
          case "as seen" -> {}
          case "another field changed" ->
              server.submit(second, second.act(type, id, "record", 1, Map.of(other(type), "x")));
          case "the same field changed" ->
              server.submit(second, second.act(type, id, "record", 1, theirs(type)));
          case "completed" -> server.submit(second, second.act(type, id, "close", 1, Map.of()));
          default -> throw new IllegalArgumentException(found);
        }
      }
    }
  }

  private static JsonNode attempt(FieldWork who, String tried, String type, UUID id) {
    Map<String, Object> write = Map.of(own(type), 3);
    JsonNode written = FieldWork.json(who.act(type, id, "record", 1, write));
    return switch (tried) {
      case "write a field", "without the role" -> written;
      case "write a guarded field" ->
          FieldWork.json(who.act(type, id, "record", 1, Map.of("grade", "mine")));
      case "write nothing" -> FieldWork.json(who.act(type, id, "record", 1, Map.of()));
      case "complete" -> FieldWork.json(who.act(type, id, "close", 1, Map.of()));
      case "act against a guard" -> FieldWork.json(who.act(type, id, "sign", 1, Map.of()));
      case "create it again" ->
          FieldWork.json(who.act(type, id, "create", 1, beginning(type, "alice", "ANC")));
      case "less than the least" ->
          FieldWork.json(who.act(type, id, "record", 1, Map.of("defects", -1)));
      case "a value of another type" ->
          FieldWork.json(who.act(type, id, "record", 1, Map.of(own(type), List.of("many"))));
      case "an unknown action" -> FieldWork.json(who.act(type, id, "polish", 1, write));
      case "an unknown field" ->
          FieldWork.json(who.act(type, id, "record", 1, Map.of("colour", "red")));
      case "too much" ->
          FieldWork.json(who.act(type, id, "record", 1, Map.of(other(type), "x".repeat(300_000))));
      case "an unknown key" -> with(written, "mood", "good");
      case "of a retired type" -> with(written, "type", "retired");
      case "a field of old logic" ->
          with(
              FieldWork.json(who.act(type, id, "record", 1, Map.of("colour", "red"))),
              "packageVersion",
              "0.9.0");
      case "an action of old logic" ->
          with(FieldWork.json(who.act(type, id, "polish", 1, write)), "packageVersion", "0.9.0");
      default -> throw new IllegalArgumentException(tried);
    };
  }

  private static JsonNode with(JsonNode action, String key, String value) {
    return ((ObjectNode) action).put(key, value);
  }

  /** The number that a device writes. */
  private static String own(String type) {
    return type.equals("merging") ? "defects" : "count";
  }

  /** A text that somebody else writes meanwhile. */
  private static String other(String type) {
    return type.equals("merging") ? "findings" : "note";
  }

  private static Map<String, Object> theirs(String type) {
    return type.equals("merging") ? Map.of("defects", 5, "grade", "theirs") : Map.of("count", 5);
  }

  private static Map<String, Object> beginning(String type, String assignee, String site) {
    Map<String, Object> fields = new HashMap<>(Map.of("assignee", assignee));
    if (type.equals("merging")) {
      fields.putAll(Map.of("site", site, "condition", "good"));
    }
    return fields;
  }

  private static FieldWork as(String user, String role, String state) {
    return new FieldWork(new User(user, Set.of(role), Map.of("states", List.of(state))));
  }

  /** The case's row, if there is one. */
  private List<String> rows(UUID id) {
    return server
        .jdbc()
        .list(
            "SELECT to_jsonb(c)::text FROM holdfast.case_file c WHERE id = ?",
            row -> row.getString(1),
            id);
  }

  private static String code(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
