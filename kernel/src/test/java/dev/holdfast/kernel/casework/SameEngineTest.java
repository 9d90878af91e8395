package dev.holdfast.kernel.casework;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.generated.GeneratedActions;
import dev.holdfast.kernel.generated.GeneratedCasework;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.kernel.wire.WireJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Whatever a package says and whatever people do: device and server come to the same, by whatever
 * way an action and a case reach them, and nothing makes the engine fail.
 */
class SameEngineTest {

  @Property(tries = 150)
  void whatIsReadFromTheWireIsJudgedAsItIsPerformed(@ForAll long seed) {
    Random random = new Random(seed);
    GeneratedCasework casework = GeneratedCasework.draw(random);
    Side side = new Side(casework, random);
    for (int i = 0; i < 25; i++) {
      CaseState before = side.view;
      ActionSubmission action = side.draw();
      Performance performed = side.perform(action);
      ActionReader.Reading reading = ActionReader.read(WireJson.mapper().valueToTree(action));
      if (reading instanceof ActionReader.Readable readable) {
        CaseState stored = before == null ? null : restored(casework.type(), before);
        Judgement judgement = side.judge(stored, true, readable.action());
        assertThat(judgement).as(casework.yaml()).satisfies(same(performed, before));
      } else {
        assertThat(performed).as(casework.yaml()).isInstanceOf(Performance.Refused.class);
      }
      side.take(action, performed);
    }
  }

  @Property(tries = 100)
  void replayingAChainIsPerformingIt(@ForAll long seed) {
    Random random = new Random(seed);
    GeneratedCasework casework = GeneratedCasework.draw(random);
    Side side = new Side(casework, random);
    CaseState server = null;
    for (int i = 0; i < 25; i++) {
      ActionSubmission action = side.draw();
      side.take(action, side.perform(action));
      Replay replay = Replays.of(side.judge, server, null, side.pending, side.user);
      assertThat(replay.refusals()).as(casework.yaml()).isEmpty();
      assertThat(replay.view()).as(casework.yaml()).isEqualTo(side.view);
      if (side.view != null && random.nextInt(4) == 0) {
        server = side.confirm();
      }
    }
  }

  @Property(tries = 100)
  void whatOthersDidMeanwhileMergesIntoACaseOfTheTypeOrIsAPersonsToDecide(@ForAll long seed) {
    Random random = new Random(seed);
    GeneratedCasework casework = GeneratedCasework.draw(random);
    Side device = new Side(casework, random);
    Side server = new Side(casework, random);
    for (int i = 0; i < 15; i++) {
      for (Side side : List.of(device, server)) {
        ActionSubmission action = side.draw();
        side.take(action, side.perform(action));
      }
      if (server.view != null) {
        judgeLate(casework, server, device.draw());
      }
      if (random.nextInt(3) == 0 && server.view != null) {
        device.view = server.view;
      }
    }
  }

  private static void judgeLate(GeneratedCasework casework, Side server, ActionSubmission action) {
    if (!(ActionReader.read(WireJson.mapper().valueToTree(action))
        instanceof ActionReader.Readable readable)) {
      return;
    }
    Judgement judgement = server.judge(server.view, false, readable.action());
    assertThat(server.judge(server.view, false, readable.action())).isEqualTo(judgement);
    if (judgement instanceof Judgement.Merged merged) {
      assertThat(merged.explanation().keySet())
          .as(casework.yaml())
          .isEqualTo(readable.action().fields().keySet());
      assertThat(restored(casework.type(), merged.after())).isEqualTo(merged.after());
      merged.changes().forEach((name, c) -> Difference.of(name, c.from(), c.to()));
    } else if (judgement instanceof Judgement.Parked parked) {
      assertThat(parked.messages()).as(casework.yaml()).isNotEmpty();
    }
  }

  private static Consumer<Judgement> same(Performance performed, @Nullable CaseState before) {
    return judgement -> {
      if (performed instanceof Performance.Performed done) {
        assertThat(judgement)
            .isEqualTo(new Judgement.Applied(done.after(), done.changes(), Map.of()));
        return;
      }
      assertThat(judgement).isInstanceOf(Judgement.Parked.class);
      Judgement.Parked parked = (Judgement.Parked) judgement;
      if (parked.reason() == ParkReason.NOT_ALLOWED) {
        assertThat(parked.messages()).isEqualTo(((Performance.Refused) performed).messages());
      } else if (before == null || !before.completed()) {
        assertThat(((Performance.Refused) performed).messages()).containsAll(parked.messages());
      }
    };
  }

  /** The case after it was stored and read again; it has to be the same. */
  private static CaseState restored(CaseType type, CaseState state) {
    String stored = CanonicalJson.of(Values.fieldsToJson(state.fields()));
    try {
      Map<String, Object> fields =
          Values.fieldsFromJson(type, WireJson.mapper().readValue(stored, WireJson.VALUES));
      assertThat(fields).isEqualTo(state.fields());
      assertThat(CanonicalJson.of(Values.fieldsToJson(fields))).isEqualTo(stored);
      return state.with(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + stored, e);
    }
  }

  /** One side with a case and what it did to it. */
  private static final class Side {
    private final CaseEngine engine;
    private final Judge judge;
    private final User user;
    private final GeneratedActions actions;
    private final List<ActionSubmission> pending = new ArrayList<>();
    private @Nullable CaseState view;
    private long version;

    Side(GeneratedCasework casework, Random random) {
      this.engine = new CaseEngine(casework.logic(), GeneratedCasework.ROWS, casework.cases());
      this.judge = new Judge(casework.logic(), GeneratedCasework.ROWS, casework.cases());
      this.user = GeneratedCasework.USERS.get(random.nextInt(GeneratedCasework.USERS.size()));
      this.actions = new GeneratedActions(casework.type(), random);
    }

    ActionSubmission draw() {
      return actions.next(
          view, version, pending.isEmpty() ? null : pending.get(pending.size() - 1).id());
    }

    Performance perform(ActionSubmission action) {
      return engine.perform(view, ActionRequest.of(action), user, action.moment());
    }

    Judgement judge(@Nullable CaseState state, boolean current, ActionSubmission action) {
      return judge.judge(new Situation(state, true, current), Understanding.of(action), user);
    }

    /** What is refused leaves nothing behind. */
    void take(ActionSubmission action, Performance performance) {
      if (performance instanceof Performance.Performed performed) {
        assertTimeGoesOn(view, performed.after());
        pending.add(action);
        view = performed.after();
      }
    }

    /** The devices' clocks go anywhere; a case never came into its stage before the last one. */
    private static void assertTimeGoesOn(@Nullable CaseState before, CaseState after) {
      Instant since = Objects.requireNonNull(after.context().stageSince());
      if (before != null) {
        assertThat(after.context().openedAt()).isEqualTo(before.context().openedAt());
        assertThat(since).isAfterOrEqualTo(before.context().stageSince());
        if (after.stage().equals(before.stage())) {
          assertThat(since).isEqualTo(before.context().stageSince());
        }
      }
    }

    /** The server takes all that waits. */
    CaseState confirm() {
      CaseState state = Objects.requireNonNull(view);
      version += pending.size();
      pending.clear();
      view =
          new CaseState(
              state.id(),
              state.type(),
              state.stage(),
              state.completed(),
              version,
              state.assignee(),
              state.fields(),
              state.context());
      return view;
    }
  }
}
