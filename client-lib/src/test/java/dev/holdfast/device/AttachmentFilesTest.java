package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.AttachmentException;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.kernel.app.Attachment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An attachment, as a file")
class AttachmentFilesTest extends AttachmentTest {
  @Test
  @DisplayName("that no action names any more is erased with the action")
  void cancelled() {
    Attachment photo = attaching.photo(small);
    UUID action = attaching.record("photo", photo);
    assertThat(attaching.files()).isEqualTo(1);

    holdfast().cancel(action, false);

    assertThat(attaching.files()).isZero();
    assertThat(holdfast().attachments().list()).isEmpty();
    assertThatThrownBy(() -> holdfast().attachments().open(photo))
        .isInstanceOfSatisfying(
            AttachmentException.class,
            e -> assertThat(e.reason()).isEqualTo(AttachmentException.Reason.NOT_HERE));
  }

  @Test
  @DisplayName("that is attached and not yet named outlives a checkpoint: its form is being filled")
  void unnamed() {
    Attachment photo = attaching.photo(small);
    device.peer().airport("AK", "FAI", "Fairbanks");
    holdfast().sync();

    assertThat(attaching.read(photo)).isEqualTo(small);
  }

  @Test
  @DisplayName(
      "that is damaged here is found out, fetched again if the server has it, else attached again")
  void damaged() throws IOException {
    Attachment photo = attaching.photo(small);
    attaching.record("photo", photo);
    damage();

    assertThatThrownBy(() -> attaching.read(photo))
        .isInstanceOfSatisfying(
            AttachmentException.class,
            e -> assertThat(e.reason()).isEqualTo(AttachmentException.Reason.DAMAGED));
    holdfast().sync();
    assertThat(holdfast().pending().get(0).waitsFor().get(0).reason()).isEqualTo("damaged");

    attaching.photo(small);
    holdfast().sync();
    assertThat(holdfast().pending()).isEmpty();
    damage();
    holdfast().attachments().fetch(photo);
    assertThat(attaching.read(photo)).isEqualTo(small);
  }

  private void damage() throws IOException {
    try (Stream<Path> files = Files.list(device.store())) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("content-")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    }
  }

  @Test
  @DisplayName("of a file that changes while it is read is read once more, then refused")
  void changing() throws IOException {
    Path file = Files.write(device.store().resolveSibling("photo.jpg"), large);
    List<Integer> changes = new ArrayList<>();

    Attachment attached =
        holdfast()
            .attachments()
            .attach(
                file,
                "image/jpeg",
                progress -> {
                  if (progress.bytes() == 0 && changes.isEmpty()) {
                    changes.add(append(file));
                  }
                },
                new Cancellation());
    assertThat(attached.size()).isEqualTo(large.length + 1);
    assertThat(attaching.read(attached)).isEqualTo(Files.readAllBytes(file));
    assertThat(attached.name()).isEqualTo("photo.jpg");

    assertThatThrownBy(
            () ->
                holdfast()
                    .attachments()
                    .attach(file, "image/jpeg", progress -> append(file), new Cancellation()))
        .isInstanceOfSatisfying(
            AttachmentException.class,
            e -> assertThat(e.reason().code()).isEqualTo("file-changes"));
    assertThat(attaching.files()).as("of the first only").isEqualTo(1);
    assertThatThrownBy(
            () -> holdfast().attachments().attach(file.resolveSibling("none"), "image/jpeg"))
        .isInstanceOfSatisfying(
            AttachmentException.class,
            e -> assertThat(e.reason()).isEqualTo(AttachmentException.Reason.NOT_READABLE));
  }

  private static int append(Path file) {
    try {
      Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
      return 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("of which a kill left a file without a row: it goes when the store is opened")
  void strangers() throws IOException {
    Attachment photo = attaching.photo(small);
    Path stranger = device.store().resolve("content-0123456789abcdef0123456789abcdef");
    Files.write(stranger, small);

    device.reopen(Long.MAX_VALUE);

    assertThat(stranger).doesNotExist();
    assertThat(attaching.read(photo)).isEqualTo(small);
  }

  @Test
  @DisplayName("outlives the repair of its store, and is sent after it")
  void repaired() throws IOException {
    Attachment photo = attaching.photo(small);
    attaching.record("photo", photo);
    device.breakTable("hf_bucket");
    holdfast().close();

    Holdfast.at(device.store()).clock(Device.CLOCK).repair(Device.key());
    device.reopen(Long.MAX_VALUE);

    assertThat(attaching.read(photo)).isEqualTo(small);
    holdfast().sync();
    assertThat(attaching.onServer()).containsOnlyKeys(photo.id());
    assertThat(holdfast().pending()).isEmpty();
  }

  @Test
  @DisplayName("goes with a store that is wiped")
  void wiped() {
    attaching.photo(small);
    device.peer().refuse("device-wiped");

    assertThatThrownBy(holdfast()::sync).hasMessageContaining("erased");

    assertThat(attaching.files()).isZero();
  }

  @Test
  @DisplayName("of no bytes is one, too")
  void empty() {
    Attachment nothing = attaching.attach(new byte[0], "text/plain");
    attaching.record("film", nothing);

    assertThat(holdfast().sync().up().applied()).isEqualTo(1);
    assertThat(attaching.read(nothing)).isEmpty();
  }
}
