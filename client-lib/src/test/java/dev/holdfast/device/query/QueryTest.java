package dev.holdfast.device.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.device.Device;
import dev.holdfast.device.api.QueryStoppedException;
import dev.holdfast.device.api.Select;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A query")
class QueryTest {
  private static final int AIRPORTS = 1000;
  private static final String ENDLESS =
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS n FROM n";

  private final Device device = Device.alice(3);

  @BeforeEach
  void fill() {
    for (int i = 0; i < AIRPORTS; i++) {
      device.peer().airport("AK", "A" + i, "Airport " + i);
    }
    device.holdfast().sync();
  }

  @AfterEach
  void close() {
    device.close();
  }

  private List<Map<String, @Nullable Object>> query(String sql, @Nullable Object... arguments) {
    return device.holdfast().query(sql, arguments);
  }

  @Test
  @DisplayName("takes arguments in place of its parameters")
  void arguments() {
    assertThat(query("SELECT iata FROM airport WHERE name = ?", "Airport 7"))
        .containsExactly(Map.of("iata", "A7"));
    assertThat(
            query("SELECT iata FROM airport WHERE name = :n OR iata = :n OR iata = @b", "A7", "A8"))
        .hasSize(2);
    assertThat(query("SELECT iata FROM airport WHERE name = ?", "x' OR '1' = '1")).isEmpty();
    assertThat(query("SELECT ? IS NULL AS a", new @Nullable Object[] {null}))
        .containsExactly(Map.of("a", 1));
  }

  @Test
  @DisplayName("takes them as the views have values: truth as 1, decimals, dates and ids as text")
  void kinds() {
    UUID id = new UUID(1, 2);
    Map<String, @Nullable Object> row =
        query(
                "SELECT ? AS a, ? AS b, ? AS c, ? AS d, ? AS e, ? AS f, ? AS g, ? AS h",
                true,
                Long.MAX_VALUE,
                0.5,
                new BigDecimal("12.50"),
                LocalDate.parse("2026-12-01"),
                Instant.parse("2026-12-01T08:00:00Z"),
                id,
                new byte[] {1, 2})
            .get(0);

    assertThat(List.copyOf(row.values()).subList(0, 7))
        .containsExactly(
            1, Long.MAX_VALUE, 0.5, "12.50", "2026-12-01", "2026-12-01T08:00:00Z", id.toString());
    assertThat((byte[]) row.get("h")).containsExactly(1, 2);
  }

  @Test
  @DisplayName("is given as many arguments as it has parameters")
  void count() {
    assertThatThrownBy(() -> query("SELECT iata FROM airport WHERE name = ? AND city = ?", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The query has 2 parameters (?), and 1 arguments were given.");
  }

  @Test
  @DisplayName("keeps its arguments, whatever becomes of the caller's")
  void copies() {
    byte[] bytes = {1};
    Select select = Select.of("SELECT ? AS b", bytes);
    bytes[0] = 2;

    assertThat((byte[]) device.holdfast().query(select).get(0).get("b")).containsExactly(1);
  }

  @Test
  @DisplayName("gives row by row, all of one state of the store")
  void snapshot() {
    List<Object> names = new ArrayList<>();
    device
        .holdfast()
        .query(
            Select.of("SELECT name FROM airport"),
            row -> {
              if (names.isEmpty()) {
                for (int i = 0; i < AIRPORTS; i++) {
                  device.peer().airport("AK", "A" + i, "New");
                }
                device.holdfast().sync();
              }
              return names.add(Objects.requireNonNull(row.get("name")));
            });

    assertThat(names).hasSize(AIRPORTS).doesNotContain("New");
    assertThat(query("SELECT name FROM airport WHERE name = 'New'")).hasSize(AIRPORTS);
  }

  @Test
  @DisplayName("gives no more rows than are wanted, and as many as there are with little memory")
  void wanted() {
    AtomicInteger rows = new AtomicInteger();
    device
        .holdfast()
        .query(Select.of("SELECT name FROM airport"), row -> rows.incrementAndGet() < 10);
    assertThat(rows).hasValue(10);

    // 4 GB of values, if they were kept.
    String large =
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)"
            + " SELECT i, printf('%.*c', 10000000, 'x') AS x FROM n";
    rows.set(0);
    device
        .holdfast()
        .query(
            Select.of(large),
            row -> {
              rows.incrementAndGet();
              return true;
            });
    assertThat(rows).hasValue(400);
  }

  @Test
  @DisplayName("ends when it takes too long, and the store is as good as before")
  void tooSlow() {
    Select select = Select.of(ENDLESS).within(Duration.ofMillis(50));

    QueryStoppedException stopped =
        catchThrowableOfType(QueryStoppedException.class, () -> device.holdfast().query(select));

    assertThat(stopped.reason()).isEqualTo(QueryStoppedException.Reason.TOO_SLOW);
    assertThat(stopped).hasMessageStartingWith("The query took longer than 50 ms.");
    assertThat(query("SELECT count(*) AS n FROM airport")).containsExactly(Map.of("n", AIRPORTS));
  }

  @Test
  @DisplayName("ends when its consumer takes too long")
  void slowConsumer() {
    Select select = Select.of("VALUES (1), (2)").within(Duration.ofNanos(1));

    assertThatThrownBy(() -> device.holdfast().query(select, row -> true))
        .isInstanceOf(QueryStoppedException.class);
  }

  @Test
  @DisplayName("ends when it is cancelled")
  void cancelled() {
    AtomicInteger asked = new AtomicInteger();

    QueryStoppedException stopped =
        catchThrowableOfType(
            QueryStoppedException.class,
            () ->
                device
                    .holdfast()
                    .query(Select.of(ENDLESS).until(() -> asked.incrementAndGet() > 100)));

    assertThat(stopped.reason()).isEqualTo(QueryStoppedException.Reason.CANCELLED);
    assertThat(query("SELECT count(*) AS n FROM airport")).hasSize(1);
  }

  @Test
  @DisplayName("ends when its thread is interrupted, which it still is then")
  void interrupted() {
    Thread.currentThread().interrupt();

    QueryStoppedException stopped =
        catchThrowableOfType(QueryStoppedException.class, () -> query(ENDLESS));

    assertThat(stopped.reason()).isEqualTo(QueryStoppedException.Reason.INTERRUPTED);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @DisplayName("whose consumer fails fails with that, and changes nothing")
  void failingConsumer() {
    assertThatThrownBy(
            () ->
                device
                    .holdfast()
                    .query(
                        Select.of("SELECT name FROM airport"),
                        row -> {
                          throw new IllegalStateException("enough");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough");
    assertThat(query("SELECT count(*) AS n FROM airport")).hasSize(1);
  }
}
