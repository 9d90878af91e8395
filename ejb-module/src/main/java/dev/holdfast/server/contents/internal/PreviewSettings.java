package dev.holdfast.server.contents.internal;

import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.SettingGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Settings of what people are shown of contents. */
@ApplicationScoped
public class PreviewSettings implements SettingGroup {
  static final Setting<Integer> PIXELS =
      Setting.number(
          "contents.thumbnail-pixels",
          "million pixels",
          100,
          1,
          1_000,
          "Most pixels of a picture of which a thumbnail is made, a quarter of that of a progressive"
              + " JPEG, which takes 6 bytes of memory for each.");
  static final Setting<Duration> TIME =
      Setting.duration(
          "contents.thumbnail-limit",
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          "How long a thumbnail may take, and how long one waits for its turn: a node makes two at"
              + " once.");
  static final Setting<Duration> STUCK_AFTER =
      Setting.duration(
          "contents.stuck-after",
          Duration.ofHours(1),
          Duration.ofSeconds(1),
          Duration.ofDays(365),
          "How long after its last piece an upload, and after its first coming an action that waits"
              + " for a content, is shown as stuck in the console.");

  @Override
  public List<Setting<?>> settings() {
    return List.of(PIXELS, TIME, STUCK_AFTER);
  }
}
