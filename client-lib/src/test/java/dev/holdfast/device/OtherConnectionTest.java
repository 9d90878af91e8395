package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.Bytes;
import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.NotReceivedException;
import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.api.Select;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.TrafficTotals;
import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyValues;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A device whose connection becomes another")
class OtherConnectionTest {
  private final LargeTable data = new LargeTable(2);
  private final Device device = data.device;

  @AfterEach
  void end() {
    data.close();
  }

  @Test
  @DisplayName("ends a large download when the connection becomes one, and fetches nothing twice")
  void becomesMetered() {
    data.obey(MeteredMode.CHANGES);
    device.connected(ConnectionKind.UNMETERED);
    device.peer().segments().beforeEach(() -> device.connected(ConnectionKind.METERED));

    assertThat(data.sync().putOff()).isEqualTo(LargeTable.PUT_OFF);
    long first = device.peer().segments().bytesSent();
    assertThat(first).isPositive().isLessThan(device.peer().segments().bytes());
    assertThat(device.holdfast().cases()).hasSize(1);
    device.peer().planned("AK", "A2", "alice");
    data.sync();
    assertThat(device.holdfast().cases()).hasSize(2);
    assertThat(device.peer().segments().bytesSent()).isEqualTo(first);

    device.peer().segments().beforeEach(() -> {});
    device.kill();
    device.connected(ConnectionKind.UNMETERED);
    assertThat(data.sync().putOff()).isEqualTo(PutOff.NONE);
    assertThat(data.airports()).isEqualTo(LargeTable.ROWS);
    assertThat(device.peer().segments().bytesSent()).isEqualTo(device.peer().segments().bytes());
    assertThat(device.leftOver()).isZero();
  }

  @Test
  @DisplayName("tells who observes a query when its table has been received")
  void observed() throws InterruptedException {
    data.obey(MeteredMode.CHANGES);
    data.sync();
    BlockingQueue<Object> told = new LinkedBlockingQueue<>();

    try (var observed =
        device
            .holdfast()
            .observe(
                Select.of("SELECT count(*) AS n FROM airport"),
                rows -> told.add(rows.get(0)),
                told::add)) {
      assertThat(told.poll(30, TimeUnit.SECONDS)).isInstanceOf(NotReceivedException.class);
      device.holdfast().syncWhateverItCosts();
      assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(Map.of("n", LargeTable.ROWS));
    }
  }

  @Test
  @DisplayName("goes on at once when the connection is another, if it keeps in sync")
  void keepsInSync() throws InterruptedException {
    data.obey(MeteredMode.CHANGES);
    BlockingQueue<SyncResult> done = new LinkedBlockingQueue<>();
    Thread keeping =
        new Thread(
            () ->
                device.holdfast().syncUntilInterrupted(Duration.ofHours(1), done::add, away -> {}));
    keeping.start();
    try {
      assertThat(next(done).putOff()).isEqualTo(LargeTable.PUT_OFF);

      device.connected(ConnectionKind.UNMETERED);
      device.holdfast().connectionChanged();

      SyncResult last = next(done);
      while (last.putOff().equals(LargeTable.PUT_OFF)) {
        // Connecting to the doorbell counts as a ring.
        last = next(done);
      }
      assertThat(data.airports()).isEqualTo(LargeTable.ROWS);
    } finally {
      keeping.interrupt();
      keeping.join();
    }
  }

  private static SyncResult next(BlockingQueue<SyncResult> done) throws InterruptedException {
    SyncResult result = done.poll(30, TimeUnit.SECONDS);
    assertThat(result).isNotNull();
    return result;
  }

  @Test
  @DisplayName("counts what went over which connection, for every sync and every day")
  void counts() {
    data.obey(MeteredMode.CHANGES);
    Bytes metered = data.sync().traffic();
    device.kill();
    device.connected(ConnectionKind.UNMETERED);
    SyncResult rest = data.sync();
    LocalDate day = LocalDate.now(Device.CLOCK);

    TrafficTotals totals = device.holdfast().traffic().in(YearMonth.from(day));

    assertThat(rest.traffic().received()).isGreaterThanOrEqualTo(device.peer().segments().bytes());
    assertThat(rest.traffic().sent()).isPositive();
    Bytes signIn = totals.by(ConnectionKind.UNKNOWN).bytes();
    assertThat(totals.by(ConnectionKind.METERED).bytes()).isEqualTo(metered.minus(signIn));
    assertThat(totals.by(ConnectionKind.UNMETERED).bytes()).isEqualTo(rest.traffic());
    assertThat(totals.since(day).days()).isNotEmpty();
    assertThat(totals.since(day.plusDays(1)).days()).isEmpty();
    // The sign-in came before anybody was asked what the connection is.
    assertThat(signIn.requests()).isEqualTo(1);
  }

  @Test
  @DisplayName("has an application that fails to say what it is taken for one that does not know")
  void failing() {
    List<String> asked = new ArrayList<>();
    try (Holdfast other =
        Holdfast.at(device.store())
            .transport(device.peer())
            .clock(Device.CLOCK)
            .connection(
                () -> {
                  asked.add("asked");
                  throw new IllegalStateException("no service");
                })
            .open(Device.key())) {
      other.restrict(PolicyValues.NONE.withMetered(MeteredMode.NOTHING));

      assertThat(other.sync().putOff()).isEqualTo(PutOff.NONE);
    }
    assertThat(asked).isNotEmpty();
  }
}
