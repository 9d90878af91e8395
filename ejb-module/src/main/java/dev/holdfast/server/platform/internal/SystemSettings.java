package dev.holdfast.server.platform.internal;

import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.SettingGroup;
import dev.holdfast.server.platform.api.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Settings from system properties, read and checked once. */
@ApplicationScoped
public class SystemSettings implements Settings {
  private final Map<String, Object> values = new TreeMap<>();
  private final Map<String, String> shown = new TreeMap<>();

  /** For the container's proxy. */
  protected SystemSettings() {}

  /** Reads the settings of all features. */
  @Inject
  public SystemSettings(@Any Instance<SettingGroup> groups) {
    this(groups.stream().flatMap(g -> g.settings().stream()).toList(), System.getProperties());
  }

  SystemSettings(List<Setting<?>> settings, Properties properties) {
    List<String> wrong = new ArrayList<>();
    for (Setting<?> setting : settings) {
      String text = properties.getProperty(setting.property(), setting.standard());
      try {
        values.put(setting.name(), setting.parse(text));
        shown.put(setting.property(), setting.secret() && !text.isEmpty() ? "****" : text);
      } catch (IllegalArgumentException e) {
        wrong.add(complaint(setting, text));
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "The server can't start with these settings: " + String.join(" ", wrong));
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T get(Setting<T> setting) {
    Object value = values.get(setting.name());
    if (value == null) {
      throw new IllegalArgumentException("no feature declares the setting " + setting.name());
    }
    return (T) value;
  }

  /** Every setting's property and value, secrets masked. */
  public Map<String, String> shown() {
    return Map.copyOf(shown);
  }

  private static String complaint(Setting<?> setting, String text) {
    String value = setting.secret() ? "****" : text;
    return String.format(
        "%s=%s is not allowed (%s, %s).",
        setting.property(), value, setting.unit(), setting.range());
  }
}
