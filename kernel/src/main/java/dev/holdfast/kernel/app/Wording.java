package dev.holdfast.kernel.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A package's texts for somebody who prefers some languages. A language is found by the look-up of
 * RFC 4647: {@code de-AT}, then {@code de}, then the next that is preferred; then the package's
 * default, then any. Immutable and safe for use by many threads.
 */
public final class Wording {
  private final Labels labels;
  private final List<String> preferred;

  Wording(Labels labels, List<String> preferred) {
    this.labels = labels;
    this.preferred = preferred;
  }

  /** What something is called, its name as words if the package does not say. */
  public String label(Subject subject) {
    return labelled(subject).orElse(subject.fallback());
  }

  /** What the package calls something. */
  public Optional<String> labelled(Subject subject) {
    return Optional.ofNullable(labels.captions().get(subject.path()))
        .flatMap(caption -> best(caption.label()));
  }

  /** What people should know of it. */
  public Optional<String> help(Subject subject) {
    return Optional.ofNullable(labels.captions().get(subject.path()))
        .flatMap(caption -> best(caption.help()));
  }

  private Optional<String> best(Map<String, String> texts) {
    for (String language : preferred) {
      for (String tag = language; !tag.isEmpty(); tag = shorter(tag)) {
        Optional<String> found = text(texts, tag);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return labels.languages().stream()
        .flatMap(language -> text(texts, language).stream())
        .findFirst()
        .or(() -> text(texts, Labels.UNNAMED));
  }

  private static Optional<String> text(Map<String, String> texts, String tag) {
    return texts.entrySet().stream()
        .filter(text -> text.getKey().equalsIgnoreCase(tag))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The tag without its last part, and without a single letter that only led to that. */
  private static String shorter(String tag) {
    int end = tag.lastIndexOf('-');
    if (end >= 2 && tag.charAt(end - 2) == '-') {
      end -= 2;
    }
    return end < 0 ? "" : tag.substring(0, end);
  }
}
