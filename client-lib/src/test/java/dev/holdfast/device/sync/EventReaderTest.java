package dev.holdfast.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.sync.EventReader.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of server-sent events")
class EventReaderTest {
  private static List<Event> read(String text) throws IOException {
    EventReader reader =
        new EventReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    List<Event> events = new ArrayList<>();
    for (Optional<Event> next = reader.next(); next.isPresent(); next = reader.next()) {
      events.add(next.get());
    }
    return events;
  }

  @Test
  @DisplayName("names and data are read, and signs of life skipped")
  void events() throws IOException {
    assertThat(read(": open\n\n:\n\nevent: ring\ndata: now\n\nevent: delta\ndata: a\ndata: b\n\n"))
        .containsExactly(new Event("ring", "now"), new Event("delta", "a\nb"));
  }

  @Test
  @DisplayName("lines may end as a proxy likes, and colons stand without a space")
  void variants() throws IOException {
    assertThat(read("event:ring\r\ndata:\r\n\r\n")).containsExactly(new Event("ring", ""));
  }

  @Test
  @DisplayName("what has no name is none, and leaves nothing to the next")
  void nameless() throws IOException {
    assertThat(read("data: x\n\nevent: ring\ndata: now\n\n"))
        .containsExactly(new Event("ring", "now"));
  }

  @Test
  @DisplayName("one that is cut is none")
  void cut() throws IOException {
    assertThat(read("event: ring\ndata: now\n")).isEmpty();
  }

  @Test
  @DisplayName("one that is longer than any of a doorbell ends it")
  void tooLong() {
    assertThatThrownBy(() -> read("event: delta\ndata: " + "x".repeat(2_000_000) + "\n\n"))
        .isInstanceOf(IOException.class);
  }
}
