package dev.holdfast.hooks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an action does to its case.
 *
 * @param before where the case stood, null if the action opens it
 * @param after where it stands after it
 * @param changes what changes, by field; {@code stage} and {@code assignee} among them
 */
public record Effect(@Nullable Standing before, Standing after, Map<String, FieldChange> changes) {

  /** Keeps a copy of the changes. */
  public Effect {
    changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
  }
}
