package dev.holdfast.kernel.app;

import java.util.List;
import java.util.Map;

/**
 * What people read in place of names. Immutable.
 *
 * @param languages the package's languages (BCP 47 tags), the first by default; empty if it has one
 *     that it does not name
 * @param captions by the path in the document of what they are on, see {@link Subject}
 */
public record Labels(List<String> languages, Map<String, Caption> captions) {
  /** The language of texts in a package that names none. */
  public static final String UNNAMED = "";

  /** None at all. */
  public static final Labels NONE = new Labels(List.of(), Map.of());

  /**
   * What is said of one thing, by language.
   *
   * @param label what it is called
   * @param help what people should know of it
   */
  public record Caption(Map<String, String> label, Map<String, String> help) {}

  /**
   * The texts for somebody.
   *
   * @param preferred languages (BCP 47 tags), the best first; empty for the package's default
   */
  public Wording in(List<String> preferred) {
    return new Wording(this, List.copyOf(preferred));
  }
}
