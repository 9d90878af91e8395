package dev.holdfast.device;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.Exported;
import dev.holdfast.device.api.Imported;
import dev.holdfast.device.api.QueueFileException;
import dev.holdfast.device.keys.file.QueueFileForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A queue in a file, with attachments, damaged or of another version")
class DamagedHandOverTest extends QueueWithContents {
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
}
