package dev.holdfast.desktop.view;

import dev.holdfast.desktop.Preferences;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Stack;
import java.awt.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JOptionPane;
import javax.swing.JPanel;

/** How the user likes the window. */
final class SettingsView extends JPanel {
  private static final long serialVersionUID = 1L;

  private final JComboBox<Language> language = new JComboBox<>();
  private final JComboBox<Size> size = new JComboBox<>();
  private final JCheckBox dark = new JCheckBox();
  private final transient Preferences before;

  private record Language(Locale locale) {
    @Override
    public String toString() {
      String name = locale.getDisplayName(locale);
      return name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }
  }

  private record Size(int percent) {
    @Override
    public String toString() {
      return percent + " %";
    }
  }

  private SettingsView(Texts texts, Preferences before) {
    super(new Stack(8));
    this.before = before;
    List<Locale> languages = new ArrayList<>(Preferences.LANGUAGES);
    languages.removeIf(locale -> locale.getLanguage().equals(before.language().getLanguage()));
    languages.add(0, before.language());
    languages.forEach(locale -> language.addItem(new Language(locale)));
    List<Integer> sizes = new ArrayList<>(Preferences.SIZES);
    if (!sizes.contains(before.percent())) {
      sizes.add(0, before.percent());
    }
    sizes.forEach(percent -> size.addItem(new Size(percent)));
    size.setSelectedItem(new Size(before.percent()));
    Kit.dress(dark, texts.marked("settings.dark"), "settings.dark");
    dark.setSelected(before.isDark());
    add(Kit.labelFor(texts, "settings.language", language));
    add(language);
    add(Kit.labelFor(texts, "settings.size", size));
    add(size);
    add(dark);
  }

  private Preferences chosen() {
    Locale locale =
        language.getSelectedItem() instanceof Language of ? of.locale() : before.language();
    int percent = size.getSelectedItem() instanceof Size of ? of.percent() : before.percent();
    return new Preferences(locale, dark.isSelected(), percent);
  }

  /** Asks; empty if nothing is to be changed. */
  static Optional<Preferences> ask(Component where, Texts texts, Preferences before) {
    SettingsView view = new SettingsView(texts, before);
    view.applyComponentOrientation(where.getComponentOrientation());
    Object[] answers = {texts.get("settings.apply"), texts.get("form.cancel")};
    int answer =
        JOptionPane.showOptionDialog(
            where,
            view,
            texts.get("settings.title"),
            JOptionPane.DEFAULT_OPTION,
            JOptionPane.PLAIN_MESSAGE,
            null,
            answers,
            answers[0]);
    return answer == 0
        ? Optional.of(view.chosen()).filter(c -> !c.equals(before))
        : Optional.empty();
  }
}
