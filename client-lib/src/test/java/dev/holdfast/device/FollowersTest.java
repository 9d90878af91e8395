package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotFoundException;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Sql;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What builds on an action")
class FollowersTest {
  private final Device device = Device.alice(9);
  private UUID inspection = new UUID(0, 0);
  private UUID arrive = new UUID(0, 0);
  private UUID record = new UUID(0, 0);

  @BeforeEach
  void work() {
    device.peer().airport("AK", "ANC", "Anchorage");
    inspection = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
    arrive = device.holdfast().perform(inspection, "arrive", Map.of()).action();
    record = device.holdfast().perform(inspection, "record", Map.of("condition", "good")).action();
  }

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  @DisplayName("can be seen before both are taken back, and is nothing else")
  void areSeen() {
    UUID submit = device.holdfast().perform(inspection, "submit", Map.of()).action();

    assertThat(device.holdfast().followers(arrive))
        .extracting(PendingAction::action)
        .containsExactly(record, submit);
    assertThat(device.holdfast().followers(submit)).isEmpty();
    assertThat(device.holdfast().cancel(record, true)).containsExactly(record, submit);
    assertThatThrownBy(() -> device.holdfast().followers(inspection))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  @DisplayName("is not taken back with it if it may have been sent")
  void maybeSent() {
    try (Database database = Database.open(device.store(), Device.key(), Long.MAX_VALUE)) {
      database.write(
          connection -> {
            Sql.update(
                connection,
                "UPDATE hf_action SET status = 'sending' WHERE id = ?",
                record.toString());
            return record;
          });
    }

    assertThatThrownBy(() -> device.holdfast().cancel(arrive, true))
        .isInstanceOf(NotAllowedException.class)
        .hasMessageContaining(record.toString())
        .hasMessageContaining("may have taken effect");
    assertThat(device.holdfast().pending())
        .extracting(PendingAction::status)
        .containsExactly(ActionStatus.PENDING, ActionStatus.SENDING);
  }
}
