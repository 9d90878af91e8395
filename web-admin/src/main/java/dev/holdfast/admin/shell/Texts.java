package dev.holdfast.admin.shell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The console's words, with values put in. */
@Named
@ApplicationScoped
public class Texts {
  private final ResourceBundle bundle = ResourceBundle.getBundle("dev.holdfast.admin.texts");

  /** A text without values. */
  public String of(String key) {
    return bundle.getString(key);
  }

  /** A text with one value. */
  public String of(String key, Object first) {
    return format(key, List.of(first));
  }

  /** A text with two values. */
  public String of(String key, Object first, Object second) {
    return format(key, List.of(first, second));
  }

  /** A text with three values. */
  public String of(String key, Object first, Object second, Object third) {
    return format(key, List.of(first, second, third));
  }

  /** A text with several values. */
  public String format(String key, List<Object> values) {
    return new MessageFormat(of(key), Locale.ENGLISH).format(values.toArray());
  }

  /**
   * What people call a code.
   *
   * @param kind which family of codes, the first part of the key
   * @param code the code; itself if the console has no word for it
   */
  public String name(String kind, String code) {
    try {
      return bundle.getString(kind + '.' + code);
    } catch (MissingResourceException unknown) {
      // Packages and newer servers bring codes of their own; their own name says more than nothing.
      return code;
    }
  }
}
