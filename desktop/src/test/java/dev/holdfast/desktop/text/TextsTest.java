package dev.holdfast.desktop.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The window’s texts")
class TextsTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");

  private static ResourceBundle bundle(String language) {
    return ResourceBundle.getBundle(
        "dev.holdfast.desktop.texts",
        Locale.forLanguageTag(language),
        Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
  }

  private static Set<String> own(String language) {
    // A bundle finds in its parent what it does not have itself.
    Set<String> keys = new TreeSet<>();
    ResourceBundle bundle = bundle(language);
    bundle.keySet().stream().filter(bundle::containsKey).forEach(keys::add);
    return keys;
  }

  private static List<String> places(String text) {
    List<String> places = new ArrayList<>();
    Matcher matcher = PLACE.matcher(text);
    while (matcher.find()) {
      places.add(matcher.group());
    }
    Collections.sort(places);
    return places;
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "es"})
  @DisplayName("are all there in each language, and speak of the same")
  void complete(String language) throws IOException {
    Properties texts = new Properties();
    try (var in =
        TextsTest.class.getResourceAsStream(
            "/dev/holdfast/desktop/texts_" + language + ".properties")) {
      texts.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
    }
    ResourceBundle english = bundle("en");

    assertThat(texts.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(own("en"));
    for (String key : english.keySet()) {
      assertThat(places(texts.getProperty(key))).as(key).isEqualTo(places(english.getString(key)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "es"})
  @DisplayName("have no straight apostrophe where something is put in, which would hide it")
  void apostrophes(String language) {
    ResourceBundle bundle = bundle(language);
    for (String key : bundle.keySet()) {
      String text = bundle.getString(key);
      assertThat(text).as(key).doesNotContain("'");
      assertThat(new MessageFormat(text, Locale.ENGLISH)).as(key).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "es"})
  @DisplayName("lead by different letters to what is on the screen at the same time")
  void letters(String language) {
    Texts texts = new Texts(Locale.forLanguageTag(language));
    for (List<String> screen :
        List.of(
            List.of(
                "entry.server",
                "entry.user",
                "entry.password",
                "entry.device",
                "entry.passphrase",
                "entry.repeat",
                "entry.go",
                "entry.offline"),
            List.of("entry.passphrase", "entry.unlock"),
            List.of(
                "list.new",
                "nav.lock",
                "settings.open",
                "sync.now",
                "sync.metered",
                "sync.sign-in",
                "sync.later",
                "form.cancel"),
            List.of("settings.language", "settings.size", "settings.dark"))) {
      List<Character> letters =
          screen.stream()
              .map(key -> Character.toLowerCase(Texts.mnemonic(texts.marked(key))))
              .toList();
      assertThat(letters).as(screen.toString()).doesNotHaveDuplicates().doesNotContain('\0');
    }
  }

  @Test
  @DisplayName("are English for who speaks a language that the window does not")
  void otherLanguage() {
    Locale.setDefault(Locale.GERMAN);
    try {
      assertThat(new Texts(Locale.forLanguageTag("ar")).get("value.yes")).isEqualTo("Yes");
      assertThat(new Texts(Locale.forLanguageTag("de-AT")).get("value.yes")).isEqualTo("Ja");
    } finally {
      Locale.setDefault(Locale.ENGLISH);
    }
  }

  @Test
  @DisplayName("are read without their marks")
  void marks() {
    assertThat(Texts.plain("Sign &in")).isEqualTo("Sign in");
    assertThat(Texts.mnemonic("Sign &in")).isEqualTo('i');
    assertThat(Arrays.asList(Texts.mnemonic("None"), Texts.mnemonic("End&")))
        .containsOnly((char) 0);
  }
}
