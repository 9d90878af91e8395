package dev.holdfast.it.schedule;

import dev.holdfast.it.server.FieldPackage;
import dev.holdfast.it.server.ServerTest.TestUser;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One schedule as it is played, from empty tables and new users to the last quiet point. */
final class Play implements AutoCloseable {
  private static final int ROUNDS = 2;

  private final FieldPackage field;
  private final Office office;
  private final Tale tale;
  private final Laws laws;
  private final Writers writers;
  private final List<TestUser> users = new ArrayList<>();
  private final Map<String, List<String>> regions = new HashMap<>();
  private final List<Phone> phones = new ArrayList<>();
  private final Listener listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private String version = FieldPackage.VERSIONS.get(0);

  Play(FieldPackage field, Office office, Tale tale, long seed) throws SQLException {
    this.field = field;
    this.office = office;
    this.tale = tale;
    this.laws = new Laws(field);
    Random random = new Random(seed);
    try (Connection connection = field.connect()) {
      connection.setAutoCommit(false);
      new Writing(field.schema(), connection, random, new Tale()).begin();
    }
    field.activate(version);
    for (int i = 0; i < 2; i++) {
      List<String> own = FieldPackage.REGIONS.subList(0, 1 + random.nextInt(2));
      TestUser user = field.worker(own);
      users.add(user);
      regions.put(user.name(), own);
    }
    phones.add(new Phone(users.get(0), "first", tale));
    phones.add(new Phone(users.get(0), "second", tale));
    phones.add(new Phone(users.get(1), "third", tale));
    this.listener = new Listener(new Phone(users.get(1), "fourth", tale));
    this.writers = new Writers(field, tale);
  }

  /** Plays it all, and comes to rest. */
  void play(Schedule schedule) throws Exception {
    List<Step> steps = schedule.steps();
    for (int i = 0; i < steps.size(); i++) {
      tale.tell("%d %s", schedule.chosen().get(i), steps.get(i).kind());
      play(steps.get(i));
      phones.forEach(laws::nothingLost);
    }
    tale.tell("QUIET, at the end");
    quiet(new Random(schedule.seed()));
  }

  private void play(Step step) throws Exception {
    Random random = step.random();
    Phone phone = phones.get(random.nextInt(phones.size()));
    switch (step.kind()) {
      case WRITE -> writers.write(random);
      case END -> writers.end(random);
      case SAVEPOINT -> writers.savepoint(random);
      case TRUNCATE -> writers.truncate(random);
      case LONG -> writers.stranger();
      case PERFORM -> hands(phone, random).perform();
      case CHOOSE -> hands(phone, random).choose();
      case SYNC -> phone.sync(Fault.any(random), random, false);
      case TOGETHER -> together(random);
      case CLOCK -> turn(phone, Duration.ofMinutes(random.nextInt(2000) - 1000));
      case SCOPE -> move(users.get(random.nextInt(users.size())), random);
      case VERSION -> activate(random);
      case RESYNC -> order(phone, random);
      case POLICY -> office.policy(random);
      case PURGE -> office.purge();
      case DAMAGE -> phone.damage(random);
      case DRIFT -> drift(random);
      case HISTORY -> office.anotherHistory();
      case SEVER -> office.sever();
      case QUIET -> quiet(random);
      default -> throw new IllegalStateException(step.toString());
    }
  }

  private Hands hands(Phone phone, Random random) {
    return new Hands(phone, users.stream().map(TestUser::name).toList(), random, tale);
  }

  private void turn(Phone phone, Duration wrongBy) {
    tale.tell("  of %s, by %s", phone, wrongBy);
    phone.clock().set(wrongBy);
  }

  /** A verification waits for who writes at the time, so all come to an end first. */
  private void drift(Random random) throws SQLException {
    writers.settle(random);
    office.drift(random);
  }

  private void move(TestUser user, Random random) {
    List<String> now =
        FieldPackage.REGIONS.stream().filter(region -> random.nextBoolean()).toList();
    tale.tell("  of %s: %s", user.name(), now);
    field.move(user, now);
    regions.put(user.name(), now);
  }

  /** It waits for who writes at the time, so all come to an end first. */
  private void activate(Random random) throws SQLException {
    writers.settle(random);
    version = FieldPackage.VERSIONS.get(random.nextInt(FieldPackage.VERSIONS.size()));
    tale.tell("  %s", version);
    field.activate(version);
  }

  private void order(Phone phone, Random random) {
    if (random.nextBoolean()) {
      office.order("device", phone.id().toString());
    } else {
      office.order("user", phone.user().name());
    }
  }

  private void together(Random random) throws Exception {
    boolean severed = random.nextInt(4) == 0;
    List<Callable<Object>> all = new ArrayList<>();
    for (Phone phone : phones) {
      Random own = new Random(random.nextLong());
      all.add(
          () -> {
            phone.sync(Fault.any(own), own, severed);
            return phone;
          });
    }
    Random own = new Random(random.nextLong());
    all.add(
        () -> {
          writers.burst(own);
          return writers;
        });
    if (severed) {
      all.add(
          () -> {
            office.sever();
            return office;
          });
    }
    for (Future<Object> one : threads.invokeAll(all)) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new AssertionError("in a thread of its own", e.getCause());
      }
    }
  }

  /**
   * Everybody sends what there is and receives what came of it; strangers' transactions and
   * connections that hang are still there.
   */
  private void quiet(Random random) throws SQLException, InterruptedException {
    writers.settle(random);
    office.scan();
    for (int i = 0; i < ROUNDS; i++) {
      phones.forEach(Phone::sync);
    }
    Truth truth = Truth.of(field, version);
    for (Phone phone : phones) {
      laws.holdsExactly(phone, truth, regionsOf(phone));
      laws.nothingLost(phone);
      laws.exactlyOnce(phone);
      laws.nothingTwice(phone);
    }
    Phone heard = listener.phone();
    if (office.noPolicy()) {
      listener.syncsByHand();
    }
    listener.comesToHold(truth.heldBy(heard.user().name(), regionsOf(heard), heard.id()));
    phones.forEach(Phone::hangUp);
  }

  private List<String> regionsOf(Phone phone) {
    return regions.getOrDefault(phone.user().name(), List.of());
  }

  @Override
  public void close() throws SQLException {
    office.noPolicy();
    threads.shutdownNow();
    listener.close();
    phones.forEach(Phone::close);
    writers.close();
    laws.close();
  }
}
