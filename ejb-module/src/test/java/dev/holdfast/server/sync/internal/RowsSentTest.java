package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.sync.api.ResyncDirectory;
import dev.holdfast.server.testing.HandClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RowsSentTest {
  private static final UUID TABLET = new UUID(1, 1);
  private static final UUID PHONE = new UUID(2, 2);

  private final HandClock clock = new HandClock();
  private final List<String> told = new ArrayList<>();
  private final RowsSent sent = new RowsSent(orders(), clock);
  private boolean failing;

  @Test
  void isToldOnceASecondAndWhoIsDoneSoonerNever() {
    sent.begin(TABLET);
    sent.add(TABLET, 100);
    clock.forward(Duration.ofMillis(900));
    sent.add(TABLET, 20);
    assertThat(told).isEmpty();

    clock.forward(Duration.ofMillis(100));
    sent.add(TABLET, 3);
    sent.add(TABLET, 4_000);
    assertThat(told).containsExactly(TABLET + " 123");

    clock.forward(Duration.ofSeconds(1));
    sent.add(TABLET, 1);
    assertThat(told).last().isEqualTo(TABLET + " 4001");
  }

  @Test
  void isCountedByDeviceAndAnewWhenItsSyncBegins() {
    sent.begin(TABLET);
    sent.begin(PHONE);
    sent.add(TABLET, 100);
    sent.add(PHONE, 7);
    clock.forward(Duration.ofSeconds(2));
    sent.begin(TABLET);

    sent.add(TABLET, 5);
    sent.add(PHONE, 1);

    assertThat(told).as("the tablet began just now").containsExactly(PHONE + " 8");
  }

  @Test
  void isNotCountedForWhoHasNoOrder() {
    sent.add(PHONE, 7);
    clock.forward(Duration.ofSeconds(2));

    sent.add(PHONE, 1);

    assertThat(told).isEmpty();
  }

  @Test
  void keepsNobodyFromGettingRowsIfItCantBeTold() {
    failing = true;
    sent.begin(TABLET);
    clock.forward(Duration.ofSeconds(2));

    sent.add(TABLET, 5);

    assertThat(told).isEmpty();
  }

  private ResyncDirectory orders() {
    return new ResyncDirectory() {
      @Override
      public List<Standing> standing(UUID device, Sql sql) {
        return List.of();
      }

      @Override
      public void running(UUID header, Collection<UUID> all, UUID device, long rowsExpected) {}

      @Override
      public void sent(UUID device, long rows) {
        if (failing) {
          throw new DatabaseException(new SQLException("no connection"));
        }
        told.add(device + " " + rows);
      }

      @Override
      public void done(UUID order, UUID device, long rows) {}

      @Override
      public void failed(UUID order, UUID device, String error) {}
    };
  }
}
