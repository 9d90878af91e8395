package dev.holdfast.desktop.text;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/**
 * The window's own texts in the user's language, English where there are none in it. Immutable.
 * Texts of buttons and fields have an {@code &} before the letter by which the keyboard gets there.
 */
public final class Texts {
  private static final String BUNDLE = "dev.holdfast.desktop.texts";

  private final Locale locale;
  private final ResourceBundle bundle;

  /** Texts for somebody who speaks this. */
  public Texts(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
  }

  /** The user's language and country. */
  public Locale locale() {
    return locale;
  }

  /** The user's languages as packages name them, the best first. */
  public List<String> languages() {
    return List.of(locale.toLanguageTag());
  }

  /** A text, with its mark of a letter where it has one. */
  public String marked(String key) {
    return bundle.getString(key);
  }

  /** A text as it is read. */
  public String get(String key) {
    return plain(marked(key));
  }

  /** A text with what it speaks of. */
  public String get(String key, Object... arguments) {
    return new MessageFormat(marked(key), spoken()).format(arguments);
  }

  /** What the texts are in: numbers among words are written as those words are. */
  private Locale spoken() {
    boolean isOwn = bundle.getLocale().getLanguage().equals(locale.getLanguage());
    return isOwn ? locale : Locale.ENGLISH;
  }

  /** A text, or another one if there is none of this key. */
  public String getOr(String key, String otherwise) {
    try {
      return get(key);
    } catch (MissingResourceException e) {
      return otherwise;
    }
  }

  /** Whether there is a text of this key. */
  public boolean has(String key) {
    return bundle.containsKey(key);
  }

  /** A text without its mark. */
  public static String plain(String marked) {
    int mark = marked.indexOf('&');
    return mark < 0 ? marked : marked.substring(0, mark) + marked.substring(mark + 1);
  }

  /** The marked letter of a text, 0 if there is none. */
  public static char mnemonic(String marked) {
    int mark = marked.indexOf('&');
    return mark < 0 || mark + 1 == marked.length() ? 0 : marked.charAt(mark + 1);
  }
}
