package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.server.casework.api.Judging;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.casework.api.Verdict;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Patience;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.internal.LockTimeout;
import dev.holdfast.server.testing.CaseBeans;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The intake and all that it uses, on a database of its own. */
final class IntakeHarness {
  private static final List<Class<?>> BEANS =
      List.of(ActionIntakeBean.class, OwnTransaction.class, OutcomeStore.class);

  private final TestDatabase database;
  private final TestBeans beans;
  private final ActionIntakeBean intake;

  IntakeHarness() {
    this(Function.identity());
  }

  /** With something around each transaction. */
  IntakeHarness(Function<Judgement, Judgement> around) {
    this(TestDatabase.create(), CaseBeans::on, around);
  }

  /** On a database that is there. */
  IntakeHarness(TestDatabase database) {
    this(database, CaseBeans::on, Function.identity());
  }

  /** With beans that are wired otherwise. */
  IntakeHarness(BiFunction<TestDatabase, List<Class<?>>, TestBeans> wiring) {
    this(TestDatabase.create(), wiring, Function.identity());
  }

  private IntakeHarness(
      TestDatabase database,
      BiFunction<TestDatabase, List<Class<?>>, TestBeans> wiring,
      Function<Judgement, Judgement> around) {
    this.database = database;
    this.beans = wiring.apply(database, BEANS);
    OwnTransaction transaction = beans.get(OwnTransaction.class);
    transaction.judgement =
        around.apply(
            (caller, device, arrivals) ->
                beans.inTransaction(
                    () -> transaction.inside(caller, device, arrivals, transaction.longest.get())));
    transaction.before = ids -> beans.inTransaction(() -> transaction.judgedInside(ids));
    transaction.kin = cases -> beans.inTransaction(() -> transaction.kinInside(cases));
    intake = beans.get(ActionIntakeBean.class);
  }

  /** What a transaction does. */
  interface Judgement {
    List<ActionOutcome> judge(Caller caller, UUID device, List<Arrival> arrivals);
  }

  /** A backup; getting it restores it, as a server of its own. */
  Supplier<IntakeHarness> backup() {
    TestDatabase copy = database.copy();
    return () -> new IntakeHarness(copy, CaseBeans::again, Function.identity());
  }

  TestDatabase database() {
    return database;
  }

  Jdbc jdbc() {
    return database.jdbc();
  }

  TestBeans beans() {
    return beans;
  }

  List<ActionOutcome> submit(FieldWork device, ActionSubmission... actions)
      throws RefusedException {
    return answer(device, actions).outcomes();
  }

  ActionAnswer answer(FieldWork device, ActionSubmission... actions) throws RefusedException {
    ActionBatch batch = new ActionBatch(Arrays.stream(actions).map(FieldWork::json).toList());
    return intake.submit(device.caller(), batch);
  }

  /** Judges actions that waited behind one that was decided on. */
  List<Verdict> released(FieldWork device, ActionSubmission... actions) {
    List<Submitted> waited = Arrays.stream(actions).<Submitted>map(Submitted.ToJudge::new).toList();
    return beans.inTransaction(
        () -> beans.get(Judging.class).judgeReleased(device.caller(), waited));
  }

  /** How long each transaction so far was to wait for a lock. */
  List<Duration> waits() {
    return beans.get(OwnTransaction.class).asked;
  }

  /** Locks for submissions are waited for only so long. */
  void patience(Duration longest) {
    Settings settings =
        new Settings() {
          @Override
          public <T> T get(Setting<T> setting) {
            return setting.parse(longest.toString());
          }
        };
    beans.put(Patience.class, new LockTimeout(beans.get(Jdbc.class), settings));
    beans.rewire();
  }

  ActionOutcome submitOne(FieldWork device, ActionSubmission action) throws RefusedException {
    return submit(device, action).get(0);
  }

  /** A case is created. */
  void create(FieldWork device, UUID id, String type, Map<String, ?> fields)
      throws RefusedException {
    ActionOutcome outcome = submitOne(device, device.act(type, id, "create", 0, fields));
    assertThat(outcome.outcome()).as("%s", outcome).isEqualTo(Outcome.APPLIED);
  }

  ActionIntakeBean intake() {
    return intake;
  }

  long count(String table) {
    return jdbc()
        .one("SELECT count(*) FROM holdfast." + table, row -> row.getLong(1))
        .orElseThrow();
  }

  /** As the container would begin it. */
  static final class OwnTransaction extends IntakeTransaction {
    private final List<Duration> asked = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Duration> longest = new ThreadLocal<>();
    private Judgement judgement = (caller, device, arrivals) -> List.of();
    private UnaryOperator<Set<UUID>> kin = cases -> Set.of();
    private UnaryOperator<Set<UUID>> before = ids -> Set.of();

    OwnTransaction() {}

    @Override
    public List<ActionOutcome> judge(
        Caller caller, UUID device, List<Arrival> arrivals, Duration patience) {
      longest.set(patience);
      asked.add(patience);
      return judgement.judge(caller, device, arrivals);
    }

    @Override
    public Set<UUID> parents(Set<UUID> cases) {
      return kin.apply(cases);
    }

    @Override
    public Set<UUID> judged(Set<UUID> actions) {
      return before.apply(actions);
    }

    private Set<UUID> judgedInside(Set<UUID> actions) {
      return super.judged(actions);
    }

    private Set<UUID> kinInside(Set<UUID> cases) {
      return super.parents(cases);
    }

    private List<ActionOutcome> inside(
        Caller caller, UUID device, List<Arrival> arrivals, Duration patience) {
      return super.judge(caller, device, arrivals, patience);
    }
  }
}
