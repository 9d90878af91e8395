package dev.holdfast.device;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.ContentView.State;
import dev.holdfast.device.api.Exported;
import dev.holdfast.device.api.Imported;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.QueueFileException;
import dev.holdfast.device.keys.CheapPassphrase;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.keys.file.QueueFileForms;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.kernel.app.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A queue in a file, with attachments")
class HandOverContentsTest {
  private static final KeyProtection SECRET = CheapPassphrase.of("of the file");
  private static final byte[] KEY = "fedcba9876543210fedcba9876543210".getBytes(US_ASCII);

  @TempDir private Path directory = Path.of("unset");
  private final AttachingDevice attaching = new AttachingDevice(5);
  private final byte[] photo = AttachingDevice.bytes(100_000, 1);
  private final byte[] film = AttachingDevice.bytes(1_500_000, 2);
  private final Attachment photographed = attaching.photo(photo);
  private final Attachment filmed = attaching.attach(film, "video/mp4");
  private Holdfast spare;

  @BeforeEach
  void work() {
    attaching.record("photo", photographed);
    attaching.record("film", filmed);
    attaching.device.peer().enrol(Peer.alice(), new UUID(7, 7));
    spare = open();
    spare.signIn("https://peer.invalid", "alice", "secret", "spare");
  }

  @AfterEach
  void close() {
    spare.close();
    attaching.close();
  }

  private Holdfast open() {
    return Holdfast.at(directory.resolve("spare"))
        .transport(attaching.device.peer())
        .clock(new TickingClock(Duration.ofSeconds(1)))
        .random(new Random(11))
        .sleeper(time -> {})
        .openWithKey(KEY);
  }

  private Path file() {
    return directory.resolve("queue.holdfast");
  }

  private static byte[] read(Holdfast holdfast, Attachment attachment) throws IOException {
    try (InputStream content = holdfast.attachments().open(attachment)) {
      return content.readAllBytes();
    }
  }

  private long sparesFiles() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("spare"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("content-")).count();
    }
  }

  private void assertNothingTaken() throws IOException {
    assertThat(spare.pending()).isEmpty();
    assertThat(spare.attachments().list()).isEmpty();
    assertThat(sparesFiles()).isZero();
  }

  @Test
  @DisplayName("brings what was not sent, byte for byte, and the other device sends it")
  void brings() throws IOException {
    assertThat(attaching.holdfast().exportQueue(file(), SECRET))
        .isEqualTo(new Exported(2, 2, List.of()));

    assertThat(spare.importQueue(file(), SECRET)).isEqualTo(new Imported(2, 0, 2));

    assertThat(read(spare, photographed)).isEqualTo(photo);
    assertThat(read(spare, filmed)).isEqualTo(film);
    assertThat(spare.sync().up().applied()).isEqualTo(2);
    assertThat(spare.pending()).isEmpty();
    assertThat(attaching.onServer()).containsOnlyKeys(photographed.id(), filmed.id());
    assertThat(attaching.holdfast().sync().up().applied()).isEqualTo(2);
    assertThat(attaching.device.peer().contents().taken()).isEqualTo(photo.length + film.length);
  }

  @Test
  @DisplayName("goes on with what the other device had sent of a content")
  void goesOn() {
    attaching.device.peer().contents().cutAndGoAt(70_000);
    assertThatThrownBy(attaching.holdfast()::sync).isInstanceOf(RuntimeException.class);
    attaching.holdfast().exportQueue(file(), SECRET);
    attaching.device.peer().reachable(true);

    spare.importQueue(file(), SECRET);
    spare.sync();

    assertThat(spare.pending()).isEmpty();
    assertThat(attaching.device.peer().contents().taken()).isEqualTo(photo.length + film.length);
  }

  @Test
  @DisplayName("has none of what the server has")
  void sent() throws IOException {
    attaching.holdfast().sync();
    attaching.record("findings", "Ruts");

    assertThat(attaching.holdfast().exportQueue(file(), SECRET))
        .isEqualTo(new Exported(1, 0, List.of()));
    assertThat(Files.size(file())).isLessThan(photo.length);
  }

  @Test
  @DisplayName("can be taken again and again, and leaves what is here as it is")
  void again() throws IOException {
    attaching.holdfast().exportQueue(file(), SECRET);
    spare.importQueue(file(), SECRET);

    assertThat(spare.importQueue(file(), SECRET)).isEqualTo(new Imported(0, 2, 0));
    assertThat(sparesFiles()).isEqualTo(2);
    spare.sync();
    long kept = sparesFiles();
    assertThat(spare.importQueue(file(), SECRET)).isEqualTo(new Imported(0, 2, 0));
    assertThat(sparesFiles()).as("what no action brings any more goes again").isEqualTo(kept);
  }

  @Test
  @DisplayName("leaves out a content that is damaged here, says so, and saves the rest")
  void damagedHere() throws IOException {
    for (Path content : contentsOfTheDevice()) {
      if (Files.size(content) > photo.length * 2L) {
        byte[] bytes = Files.readAllBytes(content);
        bytes[bytes.length / 2] ^= 1;
        Files.write(content, bytes);
      }
    }

    assertThat(attaching.holdfast().exportQueue(file(), SECRET))
        .isEqualTo(new Exported(2, 1, List.of(filmed)));

    assertThat(spare.importQueue(file(), SECRET)).isEqualTo(new Imported(2, 0, 1));
    assertThat(read(spare, photographed)).isEqualTo(photo);
  }

  private List<Path> contentsOfTheDevice() throws IOException {
    try (Stream<Path> files = Files.list(attaching.device.store())) {
      return files.filter(path -> path.getFileName().toString().startsWith("content-")).toList();
    }
  }

  @Test
  @DisplayName("is refused if a content is not what it says, and nothing of it stays")
  void lies() throws IOException {
    attaching.holdfast().exportQueue(file(), SECRET);
    byte[] content = QueueFileForms.content(file(), SECRET);
    int last = indexOf(content, "{\"status\"");
    content[last - 10] ^= 1;
    QueueFileForms.write(file(), SECRET, content);

    assertThatThrownBy(() -> spare.importQueue(file(), SECRET))
        .isInstanceOfSatisfying(
            QueueFileException.class,
            e -> assertThat(e.reason()).isEqualTo(QueueFileException.Reason.DAMAGED))
        .hasMessageContaining("site.jpg");
    assertNothingTaken();
  }

  @Test
  @DisplayName("is refused if it ends in a content, or has one that is none")
  void cut() throws IOException {
    attaching.holdfast().exportQueue(file(), SECRET);
    byte[] content = QueueFileForms.content(file(), SECRET);

    QueueFileForms.write(file(), SECRET, Arrays.copyOf(content, 50_000));
    assertThatThrownBy(() -> spare.importQueue(file(), SECRET))
        .isInstanceOf(QueueFileException.class);
    QueueFileForms.write(file(), SECRET, (first(content) + "\n[1, 2]\n").getBytes(UTF_8));
    assertThatThrownBy(() -> spare.importQueue(file(), SECRET))
        .isInstanceOf(QueueFileException.class);
    assertNothingTaken();
  }

  private static String first(byte[] content) {
    return new String(content, 0, indexOf(content, "\n"), UTF_8);
  }

  private static int indexOf(byte[] content, String text) {
    return new String(content, ISO_8859_1).indexOf(text);
  }

  @Test
  @DisplayName("of the first version, which has no contents, is taken as ever")
  void firstVersion() throws IOException {
    attaching.holdfast().sync();
    attaching.record("findings", "Ruts");
    attaching.holdfast().exportQueue(file(), SECRET);
    Path first = directory.resolve("first");
    QueueFileForms.writeFirst(first, SECRET, QueueFileForms.content(file(), SECRET));

    assertThat(Files.readAllLines(first, ISO_8859_1)).startsWith("holdfast-queue 1");
    assertThat(spare.importQueue(first, SECRET)).isEqualTo(new Imported(1, 0, 0));
  }

  /** Ends something when it has been told so often. */
  private static Consumer<Progress> ending(
      Cancellation cancellation, int after, List<Progress> told) {
    return progress -> {
      told.add(progress);
      if (told.size() == after) {
        cancellation.cancel();
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20, 26, 27})
  @DisplayName("is not written at all if that is ended anywhere, and can be taken back as before")
  void exportEnded(int after) throws IOException {
    spare.close();
    try (Holdfast ticking =
        Holdfast.at(attaching.device.store())
            .transport(attaching.device.peer())
            .clock(new TickingClock(Duration.ofSeconds(1)))
            .open(Device.key())) {
      Cancellation cancellation = new Cancellation();
      List<Progress> told = new ArrayList<>();

      assertThatThrownBy(
              () ->
                  ticking.exportQueue(
                      file(), SECRET, ending(cancellation, after, told), cancellation))
          .isInstanceOf(CancelledException.class);

      assertThat(told)
          .allSatisfy(
              progress -> {
                assertThat(progress.stage()).isEqualTo(Progress.Stage.EXPORTING);
                assertThat(progress.ofRows()).hasValue(2);
                assertThat(progress.ofBytes()).hasValue(photo.length + film.length);
              });
      try (Stream<Path> left = Files.list(directory)) {
        assertThat(left).containsExactly(directory.resolve("spare"));
      }
      assertThat(ticking.pending())
          .allSatisfy(action -> assertThat(action.status()).isEqualTo(ActionStatus.PENDING));
      told.clear();
      assertThat(ticking.exportQueue(file(), SECRET, told::add, new Cancellation()).contents())
          .isEqualTo(2);
      assertThat(told)
          .last()
          .satisfies(
              progress -> {
                assertThat(progress.rows()).isEqualTo(2);
                assertThat(progress.bytes()).isEqualTo(photo.length + film.length);
              });
    }
    spare = open();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20, 50})
  @DisplayName("is not taken at all if that is ended anywhere, and can be taken then")
  void importEnded(int after) throws IOException {
    attaching.holdfast().exportQueue(file(), SECRET);
    Cancellation cancellation = new Cancellation();
    List<Progress> told = new ArrayList<>();

    assertThatThrownBy(
            () ->
                spare.importQueue(file(), SECRET, ending(cancellation, after, told), cancellation))
        .isInstanceOf(CancelledException.class);

    assertNothingTaken();
    told.clear();
    assertThat(spare.importQueue(file(), SECRET, told::add, new Cancellation()))
        .isEqualTo(new Imported(2, 0, 2));
    assertThat(told)
        .last()
        .satisfies(
            progress -> {
              assertThat(progress.stage()).isEqualTo(Progress.Stage.IMPORTING);
              assertThat(progress.fraction()).hasValue(1);
            });
  }

  @Test
  @DisplayName("brings what the server refused of the first device, and it is tried anew")
  void refused() {
    attaching.device.peer().contents().refuse("video/mp4", 507, "quota-exceeded");
    attaching.holdfast().sync();
    assertThat(attaching.state(filmed)).isEqualTo(State.REFUSED);
    attaching.holdfast().exportQueue(file(), SECRET);
    attaching.device.peer().contents().refuseNothing();

    assertThat(spare.importQueue(file(), SECRET)).isEqualTo(new Imported(1, 0, 1));
    spare.sync();

    assertThat(spare.pending()).isEmpty();
    assertThat(attaching.onServer()).containsKey(filmed.id());
  }

  @Test
  @DisplayName("of a device that has a content already takes the action alone")
  void here() {
    attaching.holdfast().exportQueue(file(), SECRET);
    spare.attachments().attach(new ByteArrayInputStream(photo), "the same.jpg", "image/jpeg");

    assertThat(spare.importQueue(file(), SECRET)).isEqualTo(new Imported(2, 0, 1));
    assertThat(spare.sync().up().applied()).isEqualTo(2);
    assertThat(attaching.onServer()).hasSize(2);
  }
}
