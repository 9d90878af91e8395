package dev.holdfast.device.disk;

import java.util.List;
import java.util.stream.Stream;

/** All that is tried. */
final class Stories {
  private static final List<Story> ALL =
      Stream.of(SyncStories.all(), QueueStories.all(), StoreStories.all())
          .flatMap(List::stream)
          .toList();

  private Stories() {}

  static List<String> names() {
    return ALL.stream().map(Story::name).toList();
  }

  static Story named(String name) {
    return ALL.stream().filter(story -> story.name().equals(name)).findFirst().orElseThrow();
  }
}
