package dev.holdfast.rest.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How large the body of a request to this method may be, if not the default. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BodyLimit {
  /** The default in bytes. */
  int DEFAULT_BYTES = 64 * 1024;

  /** Whatever comes: for a body that is stored as it comes. */
  long NONE = Long.MAX_VALUE;

  /** Most bytes. */
  long bytes();
}
