package dev.holdfast.admin.issues;

import dev.holdfast.server.platform.api.RefusedException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A value while a person edits it. */
public interface EditedValue extends Serializable {

  /**
   * The value in JSON form, null if there is none.
   *
   * @throws RefusedException {@code INVALID} if what was typed can't be read
   */
  @Nullable Object value() throws RefusedException;
}
