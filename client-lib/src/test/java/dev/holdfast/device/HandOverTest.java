package dev.holdfast.device;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.Exported;
import dev.holdfast.device.api.Imported;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.QueueFileException;
import dev.holdfast.device.api.QueueFileException.Reason;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.keys.CheapPassphrase;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.ActionReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A queue in a file")
class HandOverTest {
  private static final KeyProtection SECRET = CheapPassphrase.of("of the file");
  private static final UUID SPARE = new UUID(7, 7);
  private static final byte[] KEY = "fedcba9876543210fedcba9876543210".getBytes(US_ASCII);

  @TempDir private Path directory = Path.of("unset");
  private final Device device = Device.alice(5);
  private UUID inspection = new UUID(0, 0);

  @BeforeEach
  void work() {
    device.peer().airport("AK", "ANC", "Anchorage");
    inspection = device.peer().planned("AK", "ANC", "alice");
    broken().sync();
    broken().perform(inspection, "arrive", Map.of());
    broken().perform(inspection, "record", Map.of("findings", "Ruts"));
  }

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  @DisplayName("brings another device all that was done, which goes on from it without a server")
  void bringsAll() {
    assertThat(broken().exportQueue(file(), SECRET)).isEqualTo(new Exported(2, 0, List.of()));

    try (Holdfast spare = spare("alice")) {
      spare.sync();
      assertThat(spare.importQueue(file(), SECRET)).isEqualTo(new Imported(2, 0, 0));

      CaseView shown = spare.show(inspection).orElseThrow();
      assertThat(shown.stage()).isEqualTo("on-site");
      assertThat(shown.fields()).containsEntry("findings", "Ruts");
      spare.perform(inspection, "record", Map.of("condition", "good"));
      assertThat(spare.sync().up().applied()).isEqualTo(3);
      assertThat(spare.pending()).isEmpty();
      assertThat(spare.show(inspection).orElseThrow().fields()).containsEntry("condition", "good");
    }
    assertThat(broken().sync().up().applied()).isEqualTo(2);
    assertThat(device.peer().judged()).hasSize(3);
  }

  @Test
  @DisplayName("can be sent by whoever has it, so that nothing of it can be taken back any more")
  void cannotBeTakenBack() {
    UUID action = broken().pending().get(1).action();
    broken().exportQueue(file(), SECRET);

    assertThatThrownBy(() -> broken().cancel(action, false))
        .isInstanceOf(NotAllowedException.class)
        .hasMessageContaining("may have taken effect");
  }

  @Test
  @DisplayName("is not taken back along with what was done on the same case elsewhere")
  void isNobodysFollower() {
    broken().exportQueue(file(), SECRET);

    try (Holdfast spare = spare("alice")) {
      spare.sync();
      UUID own = spare.perform(inspection, "arrive", Map.of()).action();
      spare.importQueue(file(), SECRET);

      assertThat(spare.cancel(own, true)).containsExactly(own);
      assertThat(statuses(spare)).containsExactly(ActionStatus.SENDING, ActionStatus.SENDING);
    }
  }

  @Test
  @DisplayName("is of one server, however its address was typed")
  void ofOneServer() {
    broken().exportQueue(file(), SECRET);
    device.peer().enrol(new User("alice", Peer.alice().roles(), Peer.alice().attributes()), SPARE);

    try (Holdfast spare = open(directory.resolve("typed"))) {
      spare.signIn("https://peer.invalid/", "alice", "secret", "spare");
      assertThat(spare.importQueue(file(), SECRET).added()).isEqualTo(2);
    }
    try (Holdfast elsewhere = open(directory.resolve("elsewhere"))) {
      elsewhere.signIn("https://other.invalid", "alice", "secret", "spare");
      assertThatThrownBy(() -> elsewhere.importQueue(file(), SECRET))
          .isInstanceOf(NotAllowedException.class)
          .hasMessageContaining("are for the server");
    }
  }

  @Test
  @DisplayName("can be taken before the first sync, and again and again")
  void takenEarlyAndOften() {
    broken().exportQueue(file(), SECRET);

    try (Holdfast spare = spare("alice")) {
      spare.importQueue(file(), SECRET);
      assertThat(spare.importQueue(file(), SECRET)).isEqualTo(new Imported(0, 2, 0));
      assertThat(spare.status().pending()).isEqualTo(2);
      spare.sync();
      assertThat(spare.importQueue(file(), SECRET)).isEqualTo(new Imported(0, 2, 0));
      assertThat(spare.show(inspection).orElseThrow().fields()).containsEntry("findings", "Ruts");
    }
  }

  @Test
  @DisplayName("brings nothing that has become too large for the server on its way")
  void staysReadable() {
    device.peer().deploy(Peer.demo().replace("max: 4000", "max: 400000"));
    broken().sync();
    performTheLargest();
    broken().exportQueue(file(), SECRET);

    try (Holdfast spare = spare("alice")) {
      spare.importQueue(file(), SECRET);
      spare.sync();
    }

    List<Integer> batches = device.peer().intake().batches();
    assertThat(batches.get(batches.size() - 1))
        .isBetween(ActionReader.MAX_BYTES - 500, ActionReader.MAX_BYTES);
  }

  /** The largest action that the device takes, or one that is little smaller. */
  private void performTheLargest() {
    for (int length = ActionReader.MAX_BYTES; ; length -= 40) {
      try {
        broken().perform(inspection, "record", Map.of("findings", "x".repeat(length)));
        return;
      } catch (RefusedException e) {
        assertThat(e).hasMessageContaining("KiB");
      }
    }
  }

  @Test
  @DisplayName("brings what the server parked, with what it says of it")
  void bringsWhatIsParked() {
    device.peer().complete(inspection);
    broken().sync();
    assertThat(statuses(broken())).containsOnly(ActionStatus.PARKED);
    broken().exportQueue(file(), SECRET);

    try (Holdfast spare = spare("alice")) {
      spare.sync();
      spare.importQueue(file(), SECRET);
      assertThat(spare.show(inspection).orElseThrow().fields()).doesNotContainKey("findings");
      spare.sync();

      assertThat(statuses(spare)).containsOnly(ActionStatus.PARKED).hasSize(2);
      assertThat(spare.pending().get(0).messages()).isEqualTo(broken().pending().get(0).messages());
    }
  }

  @Test
  @DisplayName("is listed before a sync, also what the server had parked or refused")
  void isListedBeforeASync() {
    device.peer().complete(inspection);
    broken().sync();
    broken().exportQueue(file(), SECRET);

    try (Holdfast spare = spare("alice")) {
      assertThat(spare.importQueue(file(), SECRET)).isEqualTo(new Imported(2, 0, 0));

      assertThat(spare.status().pending()).isEqualTo(2);
      assertThat(statuses(spare)).containsExactly(ActionStatus.OFFERED, ActionStatus.OFFERED);
      assertThat(spare.pending()).extracting(PendingAction::name).contains("arrive", "record");
    }
  }

  @Test
  @DisplayName("names what the server had taken and is too large to be sent again")
  void namesWhatIsTooLarge() {
    broken().perform(inspection, "record", Map.of("findings", "x".repeat(3900)));
    device.peer().complete(inspection);
    broken().sync();
    UUID large = broken().pending().get(2).action();
    broken().exportQueue(file(), SECRET);

    try (Holdfast spare = spare("alice")) {
      spare.importQueue(file(), SECRET);
      device.peer().faults().refuseLargerThan(3000);

      assertThatThrownBy(spare::sync)
          .isInstanceOf(SyncFailedException.class)
          .hasMessageContaining(large.toString());
      assertThat(statuses(spare))
          .containsExactly(ActionStatus.PARKED, ActionStatus.PARKED, ActionStatus.OFFERED);
      assertThat(spare.cancel(large, false)).containsExactly(large);
      assertThat(spare.sync().pending()).isZero();
    }
  }

  @Test
  @DisplayName("is not taken by another user, nor before anybody has signed in")
  void ofAnother() {
    broken().exportQueue(file(), SECRET);

    try (Holdfast spare = spare("bob");
        Holdfast nobody = open(directory.resolve("nobody"))) {
      assertThatThrownBy(() -> spare.importQueue(file(), SECRET))
          .isInstanceOf(NotAllowedException.class)
          .hasMessage("The file has the queue of alice; this device is bob's.");
      assertThatThrownBy(() -> nobody.importQueue(file(), SECRET))
          .isInstanceOf(NotSignedInException.class);
      assertThat(spare.status().pending()).isZero();
    }
  }

  @Test
  @DisplayName("is refused as a whole if any byte of it was changed, or it was cut anywhere")
  void damaged() throws IOException {
    Random random = new Random(7);
    IntStream.range(0, 300)
        .forEach(i -> broken().perform(inspection, "record", Map.of("findings", noise(random))));
    broken().exportQueue(file(), SECRET);
    byte[] sound = Files.readAllBytes(file());
    assertThat(sound.length).as("several parts").isGreaterThan(3 * 64 * 1024);

    try (Holdfast spare = spare("alice")) {
      for (int i = 0; i < 60; i++) {
        byte[] changed = sound.clone();
        changed[i < 20 ? i : random.nextInt(sound.length)] ^= (byte) (1 << random.nextInt(8));
        refused(spare, changed);
        refused(spare, Arrays.copyOf(sound, random.nextInt(sound.length)));
      }
      refused(spare, Arrays.copyOf(sound, sound.length + 1));
      assertThat(spare.status().pending()).isZero();
      Files.write(file(), sound);
      assertThat(spare.importQueue(file(), SECRET).added()).isEqualTo(302);
    }
  }

  private void refused(Holdfast spare, byte[] content) throws IOException {
    Files.write(file(), content);
    assertThatThrownBy(() -> spare.importQueue(file(), SECRET))
        .isInstanceOf(QueueFileException.class);
  }

  @Test
  @DisplayName("says nothing without its secret, and tells what is wrong")
  void secret() throws IOException {
    broken().exportQueue(file(), SECRET);

    assertThat(Files.readString(file(), StandardCharsets.ISO_8859_1))
        .startsWith("holdfast-queue 2\n")
        .doesNotContain("alice", "record", "Ruts");
    assertThat(reason(file(), CheapPassphrase.of("another"))).isEqualTo(Reason.WRONG_SECRET);
    assertThat(reason(file(), KeyProtection.key(KEY))).isEqualTo(Reason.WRONG_SECRET);
    Path text = Files.writeString(directory.resolve("text"), "holdfast-queue 3\nof the future");
    assertThat(reason(text, SECRET)).isEqualTo(Reason.TOO_NEW);
    assertThat(reason(Files.writeString(text, "Dear diary"), SECRET)).isEqualTo(Reason.NOT_A_QUEUE);
    assertThat(reason(Files.writeString(text, ""), SECRET)).isEqualTo(Reason.NOT_A_QUEUE);
  }

  private Reason reason(Path file, KeyProtection protection) {
    try {
      broken().importQueue(file, protection);
      throw new AssertionError("It was taken.");
    } catch (QueueFileException e) {
      return e.reason();
    }
  }

  @Test
  @DisplayName("overwrites nothing, and is not there at all if it can't be written")
  void written() throws IOException {
    Files.writeString(file(), "mine");
    assertThatThrownBy(() -> broken().exportQueue(file(), SECRET))
        .isInstanceOf(NotAllowedException.class);
    assertThat(file()).hasContent("mine");
    Path missing = directory.resolve("missing").resolve("queue");
    assertThatThrownBy(() -> broken().exportQueue(missing, SECRET))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("can't be written to " + missing);
    assertThatThrownBy(() -> broken().importQueue(missing, SECRET))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("can't be read from " + missing);
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).containsExactly(file());
    }
    assertThat(statuses(broken()))
        .as("they can be taken back")
        .containsExactly(ActionStatus.PENDING, ActionStatus.PENDING);
  }

  private Holdfast broken() {
    return device.holdfast();
  }

  private Path file() {
    return directory.resolve("queue.holdfast");
  }

  private static List<ActionStatus> statuses(Holdfast holdfast) {
    return holdfast.pending().stream().map(PendingAction::status).toList();
  }

  private static String noise(Random random) {
    StringBuilder text = new StringBuilder();
    random.ints(2000, ' ', 0xD000).forEach(text::appendCodePoint);
    return text.toString();
  }

  private Holdfast spare(String user) {
    device.peer().enrol(new User(user, Peer.alice().roles(), Peer.alice().attributes()), SPARE);
    Holdfast spare = open(directory.resolve(user));
    spare.signIn("https://peer.invalid", user, "secret", "spare");
    return spare;
  }

  private Holdfast open(Path store) {
    return Holdfast.at(store)
        .transport(device.peer())
        .clock(Device.CLOCK)
        .random(new Random(11))
        .openWithKey(KEY);
  }
}
