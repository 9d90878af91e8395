package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the contents that values name. It goes by the form of the values alone: nothing but an
 * attachment can look like one. So it finds them in the words of any version of a package, and in
 * fields that a case has from an earlier one.
 */
public final class Contents {
  private Contents() {}

  /**
   * An attachment where it stands.
   *
   * @param field the field, {@code list.field} within a list of records
   * @param attachment what stands there
   */
  public record Named(String field, Attachment attachment) {}

  /**
   * All attachments in the fields of a case, or in what an action sets.
   *
   * @param fields values by field, in JSON form or in Java form; null is nothing
   * @return in the order of the fields, and of the records in their lists; one that stands in
   *     several places as often
   */
  public static List<Named> named(Map<String, ? extends @Nullable Object> fields) {
    List<Named> found = new ArrayList<>();
    fields.forEach((field, value) -> add(field, value, found));
    return List.copyOf(found);
  }

  /**
   * The ids of all contents that fields name.
   *
   * @param fields as above
   * @return sorted, each once
   */
  public static Set<String> ids(Map<String, ? extends @Nullable Object> fields) {
    Set<String> ids = new TreeSet<>();
    named(fields).forEach(named -> ids.add(named.attachment().id()));
    return ids;
  }

  /**
   * The ids of the contents that have to be there before an action takes effect: those that it sets
   * and that its user did not see in the same fields before it.
   *
   * @param fields what it sets
   * @param base what stood there, as the action says
   * @return sorted, each once
   */
  public static Set<String> brought(
      Map<String, ? extends @Nullable Object> fields,
      Map<String, ? extends @Nullable Object> base) {
    Set<String> ids = ids(fields);
    ids.removeAll(ids(base));
    return ids;
  }

  private static void add(String field, @Nullable Object value, List<Named> found) {
    if (value instanceof List<?> records) {
      for (Object record : records) {
        if (record instanceof Map<?, ?> parts) {
          parts.forEach((part, inner) -> single(field + '.' + part, inner, found));
        }
      }
    } else {
      single(field, value, found);
    }
  }

  private static void single(String field, @Nullable Object value, List<Named> found) {
    if (value instanceof Attachment attachment) {
      found.add(new Named(field, attachment));
    } else if (value instanceof Map<?, ?>) {
      ObjectValues.attachment(value)
          .ifPresent(attachment -> found.add(new Named(field, (Attachment) attachment)));
    }
  }
}
