package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.ContentView.State;
import dev.holdfast.device.api.Exported;
import dev.holdfast.device.api.Imported;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A queue in a file, with attachments")
class HandOverContentsTest extends QueueWithContents {
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
