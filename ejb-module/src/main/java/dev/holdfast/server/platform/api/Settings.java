package dev.holdfast.server.platform.api;

/** The values of the settings. They don't change while the server runs. */
public interface Settings {

  /**
   * The value of a setting.
   *
   * @throws IllegalArgumentException if no {@link SettingGroup} declares it
   */
  <T> T get(Setting<T> setting);
}
