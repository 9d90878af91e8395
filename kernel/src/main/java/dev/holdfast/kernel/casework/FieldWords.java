package dev.holdfast.kernel.casework;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the fields of one version, and their choices, are called in another one. */
interface FieldWords {

  /** The name of a field there, null if it has none. */
  @Nullable String name(String field);

  /** Whether it has none because it is retired. */
  boolean isRetired(String field);

  /**
   * What a choice is there: one, or as many as it may stand for.
   *
   * @param field the field's name here
   */
  List<String> choice(String field, String value);

  /** The same of the records of a list. */
  FieldWords records(String list);
}
