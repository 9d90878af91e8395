package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.testing.StubPackages;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch with several actions on one case: each is a version, and the case is written once. */
class OneCaseManyActionsTest {
  private final IntakeHarness server = new IntakeHarness();
  private final FieldWork alice = new FieldWork("alice");
  private final UUID id = UUID.randomUUID();

  @BeforeEach
  void countWrites() {
    server
        .jdbc()
        .with(
            sql -> {
              sql.run(
                  """
                  CREATE TABLE public.written (id uuid, version bigint);
                  CREATE FUNCTION public.note() RETURNS trigger LANGUAGE plpgsql AS $$
                  BEGIN INSERT INTO public.written VALUES (NEW.id, NEW.version); RETURN NULL; END $$;
                  CREATE TRIGGER note AFTER INSERT OR UPDATE ON holdfast.case_file
                    FOR EACH ROW EXECUTE FUNCTION public.note();
                  """);
              return sql;
            });
  }

  @Test
  void everyActionIsAVersionInHistoryAndOutcomeAndTheCaseIsWrittenOnceABatch() throws Exception {
    List<ActionSubmission> chain = chain(7);

    List<ActionOutcome> first = submit(chain.subList(0, 4));
    List<ActionOutcome> second = submit(chain.subList(4, 7));

    assertThat(first).extracting(ActionOutcome::version).containsExactly(1L, 2L, 3L, 4L);
    assertThat(second).extracting(ActionOutcome::version).containsExactly(5L, 6L, 7L);
    assertThat(longs("SELECT version FROM holdfast.history_entry WHERE case_id = ? ORDER BY 1"))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(longs("SELECT version FROM holdfast.action_outcome WHERE case_id = ? ORDER BY 1"))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(longs("SELECT version FROM public.written WHERE id = ?")).containsExactly(4L, 7L);
    assertThat(longs("SELECT (fields->>'count')::bigint FROM holdfast.case_file WHERE id = ?"))
        .containsExactly(6L);
    assertThat(verified()).isTrue();
  }

  @Test
  void somebodyElsesChangeInTheMiddleSendsTheBatchBackToBeJudgedOneByOneAndNothingIsLost()
      throws Exception {
    List<ActionSubmission> chain = chain(5);
    UUID otherCase = UUID.randomUUID();
    submit(chain.subList(0, 1));
    behindItsBack();
    List<ActionSubmission> batch = new ArrayList<>(chain.subList(1, 5));
    batch.add(alice.act("last", otherCase, "create", 0, Map.of("assignee", "alice")));

    List<ActionOutcome> outcomes = submit(batch);

    assertThat(outcomes).extracting(ActionOutcome::outcome).containsOnly(Outcome.APPLIED);
    assertThat(outcomes).extracting(ActionOutcome::version).containsExactly(3L, 4L, 5L, 6L, 1L);
    assertThat(longs("SELECT version FROM holdfast.history_entry WHERE case_id = ? ORDER BY 1"))
        .containsExactly(1L, 3L, 4L, 5L, 6L);
    assertThat(longs("SELECT (fields->>'count')::bigint FROM holdfast.case_file WHERE id = ?"))
        .containsExactly(4L);
    assertThat(server.count("action_outcome")).isEqualTo(6);
    assertThat(verified()).isTrue();
    assertThat(submit(batch)).isEqualTo(outcomes);
  }

  /** Creates a case and counts on it. */
  private List<ActionSubmission> chain(int actions) {
    List<ActionSubmission> chain = new ArrayList<>();
    chain.add(alice.act("last", id, "create", 0, Map.of("assignee", "alice")));
    for (int i = 1; i < actions; i++) {
      UUID before = chain.get(i - 1).id();
      chain.add(alice.act("last", id, "record", 0, Map.of("count", i), Map.of(), before));
    }
    return chain;
  }

  /** While the next batch is judged, somebody writes its case without the lock. */
  private void behindItsBack() {
    Packages packages = StubPackages.packages();
    AtomicInteger asked = new AtomicInteger();
    server
        .beans()
        .put(
            Packages.class,
            (Packages)
                Proxy.newProxyInstance(
                    Packages.class.getClassLoader(),
                    new Class<?>[] {Packages.class},
                    (proxy, method, arguments) -> {
                      if (asked.getAndIncrement() == 0) {
                        server.jdbc().update("UPDATE holdfast.case_file SET version = version + 1");
                      }
                      return method.invoke(packages, arguments);
                    }));
    server.beans().rewire();
  }

  private List<ActionOutcome> submit(List<ActionSubmission> actions) throws Exception {
    return server.submit(alice, actions.toArray(ActionSubmission[]::new));
  }

  private List<Long> longs(String query) {
    return server.jdbc().list(query, row -> row.getLong(1), id);
  }

  private boolean verified() {
    return server
        .beans()
        .inTransaction(() -> server.beans().get(History.class).verify(id).intact());
  }
}
