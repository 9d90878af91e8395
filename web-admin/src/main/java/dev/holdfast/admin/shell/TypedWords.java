package dev.holdfast.admin.shell;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words that people type into a form, a line each or separated by commas. */
public final class TypedWords {
  private TypedWords() {}

  /** The words, each once, in the order in which they were typed; none of null. */
  public static List<String> of(@Nullable String typed) {
    return typed == null
        ? List.of()
        : Arrays.stream(typed.split("[\\n,]", -1))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .distinct()
            .toList();
  }
}
