package dev.holdfast.admin.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.admin.cases.AttachmentStories.Story;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.server.history.api.HistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What became of an attachment")
class AttachmentStoriesTest {
  private static final UUID CASE = UUID.randomUUID();
  private static final Attachment A = attachment('a');
  private static final Attachment B = attachment('b');

  private static Attachment attachment(char id) {
    return new Attachment(String.valueOf(id).repeat(64), id + ".png", "image/png", 9);
  }

  private static HistoryEntry entry(
      int position, long version, @Nullable Attachment from, @Nullable Attachment to) {
    return new HistoryEntry(
        CASE,
        position,
        Instant.EPOCH,
        "alice",
        null,
        "write",
        null,
        "applied",
        null,
        version,
        0,
        null,
        null,
        0,
        Map.of("photo", new Change(from, to)),
        Map.of());
  }

  private static List<Story> told(@Nullable Attachment now, HistoryEntry... entries) {
    AttachmentStories stories =
        new AttachmentStories(now == null ? List.of() : List.of(new Contents.Named("photo", now)));
    List.of(entries).forEach(stories::add);
    return stories.all();
  }

  @Test
  @DisplayName("is who brought it, and who took it away")
  void replaced() {
    HistoryEntry first = entry(1, 1, null, A);
    HistoryEntry second = entry(2, 2, A, B);

    assertThat(told(B, first, second))
        .containsExactly(
            new Story(B, "photo", true, second, null), new Story(A, "photo", false, first, second));
  }

  @Test
  @DisplayName("begins anew when it is brought back")
  void again() {
    HistoryEntry first = entry(1, 1, null, A);

    assertThat(told(A, first, entry(2, 2, A, null), entry(3, 3, null, A)))
        .containsExactly(new Story(A, "photo", true, first, null));
  }

  @Test
  @DisplayName("is nothing but a submission if that had no effect")
  void parked() {
    HistoryEntry parked = entry(2, 0, A, B);
    HistoryEntry decided = entry(3, 2, A, B);

    assertThat(told(A, entry(1, 1, null, A), parked))
        .contains(new Story(B, "photo", false, parked, null));
    assertThat(told(B, entry(1, 1, null, A), parked, decided))
        .contains(new Story(B, "photo", true, decided, null));
  }

  @Test
  @DisplayName("is not known of what a history that was shortened does not tell")
  void untold() {
    assertThat(told(A)).containsExactly(new Story(A, "photo", true, null, null));
  }
}
