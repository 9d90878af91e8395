package dev.holdfast.server.tables.api;

import dev.holdfast.kernel.app.ApplicationPackage;
import java.util.List;

/**
 * Says what is to be captured. A feature that has something to capture declares a bean of this
 * type.
 */
public interface UnitSource {

  /** The units of a package. */
  List<CaptureUnit> of(ApplicationPackage definition);

  /** Units that are captured whatever packages there are. */
  List<CaptureUnit> always();
}
