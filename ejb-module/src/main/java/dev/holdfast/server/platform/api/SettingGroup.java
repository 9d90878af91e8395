package dev.holdfast.server.platform.api;

import java.util.List;

/**
 * The settings of one feature. Each feature that has any declares one application-scoped bean of
 * this type; all are checked when the server starts.
 */
public interface SettingGroup {

  /** The settings. */
  List<Setting<?>> settings();
}
