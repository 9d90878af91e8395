package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.ActionSubmission.Origin;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.testing.FleetData;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A queue that another device of the user has taken over")
class HandedOverTest {
  private final IntakeHarness server = new IntakeHarness();
  private final Set<String> users = new HashSet<>();
  private final FleetData fleet = new FleetData(server.jdbc());
  private final FieldWork broken = enrolled("alice");
  private final FieldWork spare = enrolled("alice");
  private final FieldWork bob = enrolled("bob");
  private final UUID id = UUID.randomUUID();
  private final CaseLook look = new CaseLook(server, id);

  @BeforeEach
  void create() throws Exception {
    server.create(bob, id, "fresh", Map.of("assignee", "alice"));
  }

  @Test
  @DisplayName(
      "takes effect once, is one chain with what its user does on it, and says where it was done")
  void goesOn() throws Exception {
    ActionSubmission sent = broken.act("fresh", id, "record", 1, Map.of("note", "sent"));
    ActionSubmission next = broken.following(sent, "record", 1, Map.of("count", 1), Map.of());
    server.submit(broken, sent);
    ActionSubmission own =
        spare
            .following(next, "record", 1, Map.of("note", "own"), Map.of())
            .from(new Origin(null, device(broken)), 3);

    List<ActionOutcome> outcomes = server.submit(spare, taken(sent), taken(next), own);

    assertThat(outcomes).allMatch(outcome -> outcome.outcome() == Outcome.APPLIED);
    assertThat(outcomes).extracting(ActionOutcome::version).containsExactly(2L, 3L, 4L);
    assertThat(look.field("note")).isEqualTo("own");
    assertThat(look.history().subList(1, 4))
        .extracting(HistoryEntry::device)
        .containsExactly(device(broken), device(broken), device(spare));
    ActionSubmission fresh = spare.act("fresh", id, "record", 4, Map.of("count", 5));
    assertThat(server.submitOne(spare, fresh).outcome()).isEqualTo(Outcome.APPLIED);
  }

  @Test
  @DisplayName("conflicts with what others did, and with what the spare device did before")
  void conflicts() throws Exception {
    ActionSubmission late = broken.act("fresh", id, "record", 1, Map.of("note", "late"));
    server.submitOne(spare, spare.act("fresh", id, "record", 1, Map.of("count", 1)));

    ActionOutcome outcome = server.submitOne(spare, taken(late));

    assertThat(outcome.reason()).isEqualTo(ParkReason.STALE);
    assertThat(look.last().device()).isEqualTo(device(broken));
  }

  @Test
  @DisplayName("has the outcomes of what was sent before follow it")
  void hearsMore() throws Exception {
    server.submitOne(bob, bob.act("fresh", id, "record", 1, Map.of("note", "bob's")));
    ActionSubmission parked = broken.act("fresh", id, "record", 1, Map.of("note", "parked"));
    ActionOutcome before = server.submitOne(broken, parked);

    ActionOutcome after = server.submitOne(spare, taken(parked));

    assertThat(after).isEqualTo(before);
    assertThat(hearerOf(parked)).isEqualTo(device(spare));
    assertThat(server.count("issue")).isEqualTo(1);
  }

  @Test
  @DisplayName("makes a fork with what is done on the old device as well, and that is a conflict")
  void forks() throws Exception {
    ActionSubmission common = broken.act("fresh", id, "record", 1, Map.of("note", "common"));
    ActionSubmission there =
        broken.following(common, "record", 1, Map.of("note", "there"), Map.of());
    ActionSubmission here =
        spare
            .following(common, "record", 1, Map.of("note", "here"), Map.of())
            .from(new Origin(null, device(broken)), 3);
    server.submit(spare, taken(common), here);

    List<ActionOutcome> outcomes = server.submit(broken, common, there);

    assertThat(outcomes.get(0).outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(outcomes.get(1).reason()).isEqualTo(ParkReason.STALE);
    assertThat(look.field("note")).isEqualTo("here");
  }

  @Test
  @DisplayName("goes back with its outcomes to the old device, if that sends it again")
  void comesBack() throws Exception {
    server.submitOne(bob, bob.act("fresh", id, "record", 1, Map.of("note", "bob's")));
    ActionSubmission parked = broken.act("fresh", id, "record", 1, Map.of("note", "parked"));
    server.submitOne(spare, taken(parked));

    server.submitOne(broken, parked);

    assertThat(hearerOf(parked)).isEqualTo(device(broken));
  }

  @Test
  @DisplayName("is taken though its device was enrolled after the backup that was restored")
  void ofLostDevices() throws Exception {
    FieldWork lost = new FieldWork("alice", UUID.randomUUID());
    ActionSubmission action = lost.act("fresh", id, "record", 1, Map.of("note", "kept"));

    ActionOutcome outcome =
        server.submitOne(spare, action.from(new Origin(device(lost), device(lost)), 9));

    assertThat(outcome.outcome()).isEqualTo(Outcome.APPLIED);
  }

  @Test
  @DisplayName("is nobody else's")
  void ofOthers() throws Exception {
    ActionSubmission own = broken.act("fresh", id, "record", 1, Map.of("note", "hers"));
    server.submitOne(broken, own);
    ActionSubmission stolen = bob.act("fresh", id, "record", 1, Map.of("note", "his"));

    ActionOutcome repeated = server.submitOne(bob, taken(own));
    ActionOutcome pretended = server.submitOne(bob, taken(stolen));

    assertThat(repeated.reason()).isEqualTo(ParkReason.UNREADABLE);
    assertThat(pretended.reason()).isEqualTo(ParkReason.UNREADABLE);
    assertThat(pretended.messages())
        .containsExactly("It names a device that is not one of its user's.");
    assertThat(hearerOf(own)).isEqualTo(device(broken));
    assertThat(look.version()).isEqualTo(2);
  }

  private ActionSubmission taken(ActionSubmission action) {
    return action.from(new Origin(device(broken), device(broken)), action.sequence() + 10);
  }

  private UUID hearerOf(ActionSubmission action) {
    return server
        .jdbc()
        .one(
            "SELECT device_id FROM holdfast.action_outcome WHERE action_id = ?",
            row -> row.getObject(1, UUID.class),
            action.id())
        .orElseThrow();
  }

  private FieldWork enrolled(String user) {
    if (users.add(user)) {
      fleet.user(user);
    }
    return new FieldWork(user, fleet.device(user, "tablet"));
  }

  private static UUID device(FieldWork of) {
    return Objects.requireNonNull(of.caller().device());
  }
}
