package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.LockedException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.OfflineWork;
import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.api.Select;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.SyncPolicy;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A device that has no contact with its server")
class LockTest extends LockedDevice {
  /** What goes on on a locked device: what is not data, and the way out. */
  private static final Set<String> OPEN =
      Set.of(
          "signIn",
          "signOut",
          "sync",
          "syncFrom",
          "syncWhateverItCosts",
          "connectionChanged",
          "traffic",
          "attachments",
          "syncState",
          "syncStates",
          // Says that something has changed, and shows nothing of it.
          "changes",
          "syncUntilInterrupted",
          "sent",
          "policy",
          "restrict",
          "pending",
          "exportQueue",
          "importQueue",
          "outcomes",
          "cancel",
          "followers",
          "verify",
          "checkIntegrity",
          "acknowledgeRepair",
          "status",
          "close");

  LockTest(@TempDir Path directory) {
    super(directory);
  }

  @Test
  @DisplayName("works as long as the policy allows, and says until when")
  void works() {
    device.pass(MINUTE.multipliedBy(60));

    assertThat(holdfast().cases()).hasSize(1);
    holdfast().perform(inspection, "arrive", Map.of());
    assertThat(holdfast().status().offline())
        .isEqualTo(
            new OfflineWork(TimedDevice.BEGIN, TimedDevice.BEGIN.plus(Duration.ofHours(1)), false));
  }

  @Test
  @DisplayName("then shows and performs nothing, and says why, since when, and what to do")
  void locks() {
    holdfast().perform(inspection, "arrive", Map.of());

    device.pass(MINUTE.multipliedBy(61));

    assertLocked();
    assertThatThrownBy(holdfast()::cases)
        .hasMessage(
            "This device has been locked since 2026-11-23T09:00:00Z: its last contact with the"
                + " server was at 2026-11-23T08:00:00Z, and the administrator's policy locks it"
                + " after 1h without. Nothing is lost; actions that wait to be sent: 1. Sync to"
                + " unlock it.");
  }

  @Test
  @DisplayName("has no other door: each method is one that goes on, or one that locks")
  void doorsAreComplete() {
    Set<String> known = new TreeSet<>(OPEN);
    known.addAll(doors().keySet());

    assertThat(methods(Holdfast.class))
        .as("a new method that shows data or performs goes through the Gate and is tried here")
        .isEqualTo(known);
    assertThat(methods(Attachments.class))
        .as("so does a new one of contents")
        .isEqualTo(contentDoors().keySet());
  }

  private static Set<String> methods(Class<?> of) {
    return Arrays.stream(of.getMethods())
        .filter(method -> !method.getDeclaringClass().equals(Object.class))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  @DisplayName("keeps its queue, lists it and takes back from it, and knows where it stands")
  void goesOn() {
    UUID action = holdfast().perform(inspection, "arrive", Map.of()).action();
    device.pass(Duration.ofDays(1));

    assertThat(holdfast().pending()).hasSize(1);
    assertThat(holdfast().outcomes()).isEmpty();
    assertThat(holdfast().verify().match()).isTrue();
    assertThat(holdfast().status().pending()).isEqualTo(1);
    assertThat(holdfast().cancel(action, false)).containsExactly(action);
  }

  @Test
  @DisplayName("is unlocked by the next contact, and the queue has gone up")
  void unlocks() {
    holdfast().perform(inspection, "arrive", Map.of());
    device.pass(Duration.ofDays(10));
    assertLocked();

    SyncResult result = holdfast().sync();

    assertThat(result.up().applied()).isEqualTo(1);
    assertThat(holdfast().cases()).hasSize(1);
    assertThat(holdfast().status().offline().lastContact())
        .isEqualTo(TimedDevice.BEGIN.plus(Duration.ofDays(10)));
  }

  @Test
  @DisplayName("tells who observes a query when time alone locks it, and when it is unlocked")
  void observed() throws InterruptedException {
    BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    holdfast().observe(Select.of("SELECT stage FROM inspection"), told::add, told::add);
    assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(List.of(Map.of("stage", "planned")));

    device.pass(MINUTE.multipliedBy(61));

    assertThat(told.poll(60, TimeUnit.SECONDS)).isInstanceOf(LockedException.class);
    holdfast().sync();
    assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(List.of(Map.of("stage", "planned")));
  }

  @Test
  @DisplayName("stays locked if its server can't be reached, or refuses it")
  void noContact() {
    device.pass(Duration.ofDays(1));
    peer.reachable(false);
    assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);
    assertLocked();
    peer.reachable(true);
    peer.refuse("user-disabled");

    assertThatThrownBy(holdfast()::sync).isInstanceOf(NotSignedInException.class);

    assertLocked();
  }

  @Test
  @DisplayName("has contact with each sync, also if nothing is new and no time is told")
  void polls() {
    for (int i = 0; i < 4; i++) {
      device.pass(MINUTE.multipliedBy(9));
      holdfast().sync();
    }
    int refreshed = peer.refreshed();
    device.pass(MINUTE.multipliedBy(5));
    holdfast().sync();

    assertThat(peer.refreshed()).as("its tokens are still good").isEqualTo(refreshed);
    assertThat(holdfast().status().offline().lastContact()).isEqualTo(device.serverTime());
  }

  @Test
  @DisplayName("locks earlier where its application wants that, never later")
  void restricted() {
    holdfast().restrict(PolicyValues.NONE.withLockAfterOffline(Duration.ofDays(30)));
    device.pass(MINUTE.multipliedBy(31));
    assertThat(holdfast().cases()).hasSize(1);

    holdfast().restrict(PolicyValues.NONE.withLockAfterOffline(Duration.ofMinutes(30)));

    assertLocked();
    assertThatThrownBy(holdfast()::cases).hasMessageContaining("and the application locks it");
    holdfast().restrict(PolicyValues.NONE);
    assertThat(holdfast().cases()).hasSize(1);
  }

  @Test
  @DisplayName("never locks where nobody says so")
  void never() {
    peer.policy(SyncPolicy.STANDARD);
    device.pass(Duration.ofMinutes(30));
    holdfast().sync();

    device.pass(Duration.ofDays(3650));

    assertThat(holdfast().cases()).hasSize(1);
    assertThat(holdfast().status().offline().locksAt()).isNull();
  }

  @Test
  @DisplayName("locks after it was repaired as before")
  void repaired() throws IOException {
    device.pass(MINUTE.multipliedBy(61));
    assertLocked();
    holdfast().close();
    device.turn(Duration.ofDays(-1));
    try (FileChannel file =
        FileChannel.open(device.directory().resolve("holdfast.db"), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(4096), 0);
    }
    device.repair();

    assertLocked();
  }

  @Test
  @DisplayName("asks for the time, and nothing else, where its connection allows nothing")
  void metered() {
    holdfast().restrict(PolicyValues.NONE.withMetered(MeteredMode.NOTHING));
    device.connected(ConnectionKind.METERED);
    device.pass(MINUTE.multipliedBy(61));
    assertLocked();
    int requests = peer.requests().size();

    assertThat(holdfast().sync().putOff().what()).isEqualTo(PutOff.What.EVERYTHING);

    assertThat(holdfast().cases()).hasSize(1);
    assertThat(peer.requests()).hasSize(requests);
  }
}
