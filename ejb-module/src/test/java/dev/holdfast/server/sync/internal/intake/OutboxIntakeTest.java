package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.casework.api.Judging;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.casework.internal.Observers;
import dev.holdfast.server.hooks.internal.Outbox;
import dev.holdfast.server.hooks.internal.Subscriptions;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Watch;
import dev.holdfast.server.testing.EventDesk;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.Unwatched;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is written for webhooks together with the actions of a batch. */
class OutboxIntakeTest {
  private final IntakeHarness server = new IntakeHarness();
  private final FieldWork alice = new FieldWork("alice");
  private final UUID id = UUID.randomUUID();

  private void watching(Watch watch) {
    TestBeans beans = server.beans();
    Jdbc jdbc = beans.get(Jdbc.class);
    EventDesk desk = new EventDesk();
    Outbox outbox =
        new Outbox(
            new Subscriptions(watch, jdbc),
            jdbc,
            FleetData.DEFAULTS,
            beans.get(Clock.class),
            beans.get(Ids.class));
    beans.put(Observers.class, new Observers(desk.events(), desk.container(), outbox));
    beans.rewire();
  }

  private UUID webhook(String applications, String types, String kinds) {
    UUID webhook = UUID.randomUUID();
    server
        .jdbc()
        .update(
            "INSERT INTO holdfast.webhook (id, name, url, enabled, applications, case_types, kinds,"
                + " secret_number, version) VALUES (?, ?, 'https://erp.invalid', true, CAST(? AS text[]),"
                + " CAST(? AS text[]), CAST(? AS text[]), 1, 1)",
            webhook,
            "hook " + webhook,
            applications,
            types,
            kinds);
    return webhook;
  }

  private List<String> written(UUID webhook, String column) {
    return server
        .jdbc()
        .list(
            "SELECT "
                + column
                + " FROM holdfast.webhook_delivery WHERE webhook_id = ? ORDER BY position",
            row -> row.getString(1),
            webhook);
  }

  private ActionSubmission create() {
    return alice.act("fresh", id, "create", 0, Map.of("assignee", "alice", "note", "a"));
  }

  @Test
  void isWhatEachWebhookWantsInTheOrderOfTheActions() throws Exception {
    watching(new Unwatched(false));
    UUID everything = webhook("{}", "{}", "{}");
    UUID parked = webhook("{inspection-test}", "{fresh}", "{parked}");
    UUID others = webhook("{other}", "{}", "{}");
    UUID otherTypes = webhook("{}", "{merging}", "{applied}");
    ActionSubmission create = create();
    ActionSubmission record =
        alice.following(create, "record", 1, Map.of("note", "b"), Map.of("note", "a"));
    ActionSubmission impossible = alice.following(record, "approve", 2, Map.of(), Map.of());

    server.submit(alice, create, record, impossible);

    assertThat(written(everything, "action_id"))
        .containsExactly(
            create.id().toString(), record.id().toString(), impossible.id().toString());
    assertThat(written(everything, "kind")).containsExactly("applied", "applied", "parked");
    assertThat(written(parked, "action_id")).containsExactly(impossible.id().toString());
    assertThat(written(others, "id")).isEmpty();
    assertThat(written(otherTypes, "id")).isEmpty();
  }

  @Test
  void isACloudEventThatSaysWhatTheActionDid() throws Exception {
    watching(new Unwatched(false));
    UUID webhook = webhook("{}", "{}", "{}");
    ActionSubmission create = create();
    ActionSubmission record =
        alice.following(create, "record", 1, Map.of("note", "b"), Map.of("note", "a"));

    server.submit(alice, create, record);

    JsonNode event = WireJson.mapper().readTree(written(webhook, "body").get(1));
    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("id").asText()).isEqualTo(written(webhook, "id").get(1));
    assertThat(event.path("type").asText()).isEqualTo("dev.holdfast.action.applied");
    assertThat(event.path("source").asText()).isEqualTo("/applications/inspection-test");
    assertThat(event.path("subject").asText()).isEqualTo(id.toString());
    JsonNode data = event.path("data");
    assertThat(data.path("action").asText()).isEqualTo("record");
    assertThat(data.path("user").asText()).isEqualTo("alice");
    assertThat(data.at("/before/version").asInt()).isEqualTo(1);
    assertThat(data.at("/after/version").asInt()).isEqualTo(2);
    assertThat(data.at("/changes/note/from").asText()).isEqualTo("a");
    assertThat(data.at("/changes/note/to").asText()).isEqualTo("b");
    assertThat(data.path("merged").asBoolean()).isFalse();
    assertThat(data.has("valuesLeftOut")).isFalse();
  }

  @Test
  void isNotWrittenWhenTheTransactionIsRolledBack() {
    watching(new Unwatched(false));
    UUID webhook = webhook("{}", "{}", "{}");

    assertThatThrownBy(
            () ->
                server
                    .beans()
                    .inTransaction(
                        () -> {
                          server
                              .beans()
                              .get(Judging.class)
                              .judge(
                                  alice.caller(),
                                  List.of(new Submitted.ToJudge(create())),
                                  Map.of());
                          throw new IllegalStateException("fails later");
                        }))
        .hasMessage("fails later");

    assertThat(written(webhook, "id")).isEmpty();
    assertThat(server.count("case_file")).isZero();
  }

  @Test
  void hurtsNoActionWhenItsWebhookIsRemovedOrDisabledUnawares() throws Exception {
    watching(new Unwatched(true));
    UUID removed = webhook("{}", "{}", "{}");
    UUID disabled = webhook("{}", "{}", "{}");
    server.submit(alice, create());
    server.jdbc().update("DELETE FROM holdfast.webhook WHERE id = ?", removed);
    server.jdbc().update("UPDATE holdfast.webhook SET enabled = false WHERE id = ?", disabled);

    ActionOutcome outcome =
        server.submitOne(alice, alice.act("fresh", id, "record", 1, Map.of("note", "b")));

    assertThat(outcome.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(written(removed, "id")).hasSize(1);
    assertThat(written(disabled, "id")).hasSize(1);
  }

  @Test
  void waitsForNobodyWhoIsRemovingItsWebhookAndIsThereIfThatFails() throws Exception {
    watching(new Unwatched(false));
    UUID webhook = webhook("{}", "{}", "{}");
    try (var remover = server.database().dataSource().getConnection();
        var statement = remover.createStatement()) {
      remover.setAutoCommit(false);
      statement.execute("DELETE FROM holdfast.webhook");

      ActionOutcome outcome = server.submitOne(alice, create());

      assertThat(outcome.outcome()).isEqualTo(Outcome.APPLIED);
      remover.rollback();
    }
    assertThat(written(webhook, "id")).hasSize(1);
  }
}
