package dev.holdfast.device.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.Device;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Select;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.Subscription;
import dev.holdfast.device.peer.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A query that is observed")
class ObserveTest {
  private static final String NAMES = "SELECT name FROM airport ORDER BY name";
  private static final String STAGES = "SELECT stage FROM inspection ORDER BY id";
  private static final int LONG_SECONDS = 60;

  private final Device device = Device.alice(3);
  private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

  @BeforeEach
  void views() {
    device.holdfast().sync();
  }

  @AfterEach
  void close() {
    device.close();
  }

  private Subscription observe(String sql) {
    return observe(device.holdfast(), sql);
  }

  private Subscription observe(Holdfast holdfast, String sql) {
    return holdfast.observe(Select.of(sql), rows -> told.add(values(rows)), told::add);
  }

  private static List<Object> values(List<Map<String, @Nullable Object>> rows) {
    List<Object> values = new ArrayList<>();
    rows.forEach(row -> row.values().forEach(value -> values.add(Objects.requireNonNull(value))));
    return values;
  }

  private Object next() {
    try {
      return Objects.requireNonNull(told.poll(LONG_SECONDS, TimeUnit.SECONDS), "nothing was told");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nothing was told of a change before this one: the airport's name comes next. */
  private void nothingButThe(String name) {
    device.peer().airport("AK", "ZZZ", name);
    device.holdfast().sync();
    assertThat(next()).asInstanceOf(InstanceOfAssertFactories.LIST).contains(name);
    assertThat(told).isEmpty();
  }

  @Test
  @DisplayName("gives its rows at once, and again when a sync has changed its table")
  void syncs() {
    device.peer().airport("AK", "ANC", "Anchorage");
    device.holdfast().sync();
    observe(NAMES);
    assertThat(next()).isEqualTo(List.of("Anchorage"));

    device.peer().airport("AK", "OME", "Nome");
    device.holdfast().sync();

    assertThat(next()).isEqualTo(List.of("Anchorage", "Nome"));
  }

  @Test
  @DisplayName("is told of rows that were healed, though their number and digest are as before")
  void heals() {
    for (int i = 0; i < 1000; i++) {
      device.peer().airport("AK", "A" + i, "Name " + i);
    }
    device.holdfast().sync();
    device.tamper("airport", "UPDATE %s SET c1 = 'Mame 7' WHERE _key = '[\"A7\"]'");
    observe("SELECT name FROM airport WHERE iata = 'A7'");
    assertThat(next()).isEqualTo(List.of("Mame 7"));

    assertThat(device.holdfast().verify().match()).isFalse();
    device.holdfast().sync();

    assertThat(next()).isEqualTo(List.of("Name 7"));
  }

  @Test
  @DisplayName("is told of one's own actions, and of what becomes of them once only")
  void actions() {
    UUID id = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
    observe(STAGES);
    assertThat(next()).isEqualTo(List.of("planned"));

    device.holdfast().perform(id, "arrive", Map.of());
    assertThat(next()).isEqualTo(List.of("on-site"));

    observe(NAMES);
    assertThat(next()).isEqualTo(List.of());
    device.holdfast().sync();
    nothingButThe("the action's effect is shown already");
  }

  @Test
  @DisplayName("is not told of what changes other tables")
  void others() {
    UUID id = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
    observe(NAMES);
    assertThat(next()).isEqualTo(List.of());

    device.holdfast().perform(id, "arrive", Map.of());
    device.peer().elsewhere(id, "defects", 3);
    device.holdfast().sync();

    nothingButThe("Nome");
  }

  @Test
  @DisplayName("is not told of the same rows again, though they came anew")
  void same() {
    device.peer().airport("AK", "ANC", "Anchorage");
    device.holdfast().sync();
    observe("SELECT count(*) AS n FROM airport");
    assertThat(next()).isEqualTo(List.of(1));
    observe(NAMES);
    assertThat(next()).isEqualTo(List.of("Anchorage"));

    device.peer().airport("AK", "ANC", "Ted Stevens");
    device.holdfast().sync();
    assertThat(next()).as("only the names are others").isEqualTo(List.of("Ted Stevens"));
    device.peer().orderResync();
    device.holdfast().sync();

    device.peer().airport("AK", "OME", "Nome");
    device.holdfast().sync();
    assertThat(List.of(next(), next()))
        .containsExactlyInAnyOrder(List.of(2), List.of("Nome", "Ted Stevens"));
  }

  @Test
  @DisplayName("is told of what another process does with the store")
  void otherProcess() {
    UUID id = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
    observe(STAGES);
    assertThat(next()).isEqualTo(List.of("planned"));

    try (Holdfast other = device.another()) {
      other.perform(id, "arrive", Map.of());
      assertThat(next()).isEqualTo(List.of("on-site"));
      device.peer().airport("AK", "OME", "Nome");
      device.peer().complete(id);
      other.sync();
      assertThat(next()).isEqualTo(List.of("closed"));
    }
  }

  @Test
  @DisplayName("takes changes together that come while it is being told")
  void together() throws InterruptedException {
    CountDownLatch telling = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    device
        .holdfast()
        .observe(
            Select.of(NAMES),
            rows -> {
              telling.countDown();
              await(go);
              told.add(values(rows));
            },
            told::add);
    telling.await();
    for (String name : List.of("A", "B", "C")) {
      device.peer().airport("AK", name, name);
      device.holdfast().sync();
    }
    go.countDown();

    assertThat(next()).isEqualTo(List.of());
    assertThat(next()).isEqualTo(List.of("A", "B", "C"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("is not told any more when it was closed, by its own observer too")
  void closed() {
    Subscription first = observe("SELECT 'first' AS x, count(*) AS n FROM airport");
    assertThat(next()).isEqualTo(List.of("first", 0));
    first.close();
    BlockingQueue<Subscription> own = new LinkedBlockingQueue<>();
    own.add(
        device
            .holdfast()
            .observe(
                Select.of("SELECT 'once' AS x FROM airport"),
                rows -> {
                  told.add("once");
                  own.remove().close();
                },
                told::add));
    assertThat(next()).isEqualTo("once");
    observe(NAMES);
    assertThat(next()).isEqualTo(List.of());

    nothingButThe("Nome");
  }

  @Test
  @DisplayName("goes on after an observer that failed")
  void failingObserver() {
    device
        .holdfast()
        .observe(
            Select.of(NAMES),
            rows -> {
              told.add(values(rows));
              throw new IllegalStateException("wrong");
            },
            told::add);
    assertThat(next()).isEqualTo(List.of());

    nothingButThe("Nome");
  }

  @Test
  @DisplayName("is told why there are no rows, and gives them when they are there again")
  void failed() {
    device.peer().airport("AK", "ANC", "Anchorage");
    device.holdfast().sync();
    observe("SELECT latitude FROM airport");
    assertThat(next()).isEqualTo(List.of(61.17432028));

    device
        .peer()
        .deploy(
            Peer.demo()
                .replace("version: 1.0.0", "version: 1.1.0")
                .replace("latitude, longitude", "lat, lon"));
    device.holdfast().sync();
    assertThat(next())
        .isInstanceOfSatisfying(
            IllegalArgumentException.class,
            e -> assertThat(e).hasMessageContaining("no such column: latitude"));

    device.peer().deploy(Peer.demo());
    device.holdfast().sync();
    assertThat(next()).isEqualTo(List.of(61.17432028));
  }

  @Test
  @DisplayName("is told once that the store was wiped")
  void wiped() {
    observe(NAMES);
    assertThat(next()).isEqualTo(List.of());
    device.peer().refuse("device-wiped");

    assertThatThrownBy(device.holdfast()::sync).isNotNull();

    assertThat(next())
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.WIPED));
  }

  @Test
  @DisplayName("has to be one that is valid and of the views")
  void invalid() {
    assertThatThrownBy(() -> observe("SELECT * FROM hf_setting"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> observe("SELECT nothing FROM airport"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(told).isEmpty();
  }

  @Test
  @DisplayName("that runs for ever ends with the store")
  void closedStore() {
    observe(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS n FROM n");

    device.holdfast().close();

    assertThat(told).isEmpty();
    device.reopen(Long.MAX_VALUE);
    assertThat(device.holdfast().query(NAMES)).isEmpty();
  }
}
