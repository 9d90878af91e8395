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
  private final Orders orders;
  private final Laws laws;
  private final Writers writers;
  private final List<TestUser> users = new ArrayList<>();
  private final Map<String, List<String>> regions = new HashMap<>();
  private final List<Phone> phones = new ArrayList<>();
  private final Listener listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private String version = FieldPackage.VERSIONS.get(0);

  /** Gives resync orders. */
  interface Orders {
    void give(String kind, String value);
  }

  Play(FieldPackage field, Orders orders, long seed) throws SQLException {
    this.field = field;
    this.orders = orders;
    this.laws = new Laws(field);
    Random random = new Random(seed);
    try (Connection connection = field.connect()) {
      connection.setAutoCommit(false);
      new Writing(field.schema(), connection, random).begin();
    }
    field.activate(version);
    for (int i = 0; i < 2; i++) {
      List<String> own = FieldPackage.REGIONS.subList(0, 1 + random.nextInt(2));
      TestUser user = field.worker(own);
      users.add(user);
      regions.put(user.name(), own);
    }
    phones.add(new Phone(users.get(0), "first"));
    phones.add(new Phone(users.get(0), "second"));
    phones.add(new Phone(users.get(1), "third"));
    this.listener = new Listener(new Phone(users.get(1), "fourth"));
    this.writers = new Writers(field);
  }

  /** Plays it all, and comes to rest. */
  void play(Schedule schedule) throws Exception {
    for (Step step : schedule.steps()) {
      play(step);
      phones.forEach(laws::nothingLost);
    }
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
      case SYNC -> phone.sync(Fault.any(random), random);
      case TOGETHER -> together(random);
      case CLOCK -> phone.clock().set(Duration.ofMinutes(random.nextInt(2000) - 1000));
      case SCOPE -> move(users.get(random.nextInt(users.size())), random);
      case VERSION -> activate(random);
      case RESYNC -> order(phone, random);
      case QUIET -> quiet(random);
      default -> throw new IllegalStateException(step.toString());
    }
  }

  private Hands hands(Phone phone, Random random) {
    return new Hands(phone, users.stream().map(TestUser::name).toList(), random);
  }

  private void move(TestUser user, Random random) {
    List<String> now =
        FieldPackage.REGIONS.stream().filter(region -> random.nextBoolean()).toList();
    field.move(user, now);
    regions.put(user.name(), now);
  }

  /** It waits for who writes at the time, so all come to an end first. */
  private void activate(Random random) throws SQLException {
    writers.settle(random);
    version = FieldPackage.VERSIONS.get(random.nextInt(FieldPackage.VERSIONS.size()));
    field.activate(version);
  }

  private void order(Phone phone, Random random) {
    if (random.nextBoolean()) {
      orders.give("device", phone.id().toString());
    } else {
      orders.give("user", phone.user().name());
    }
  }

  private void together(Random random) throws Exception {
    List<Callable<Object>> all = new ArrayList<>();
    for (Phone phone : phones) {
      Random own = new Random(random.nextLong());
      all.add(
          () -> {
            phone.sync(Fault.any(own), own);
            return phone;
          });
    }
    Random own = new Random(random.nextLong());
    all.add(
        () -> {
          writers.burst(own);
          return writers;
        });
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
    listener.comesToHold(truth.heldBy(heard.user().name(), regionsOf(heard), heard.id()));
    phones.forEach(Phone::hangUp);
  }

  private List<String> regionsOf(Phone phone) {
    return regions.getOrDefault(phone.user().name(), List.of());
  }

  @Override
  public void close() throws SQLException {
    threads.shutdownNow();
    listener.close();
    phones.forEach(Phone::close);
    writers.close();
    laws.close();
  }
}
