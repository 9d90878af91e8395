package dev.holdfast.desktop.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.desktop.Preferences;
import dev.holdfast.desktop.Tablet;
import dev.holdfast.desktop.work.WorkList;
import java.awt.Component;
import java.awt.ComponentOrientation;
import java.awt.Container;
import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.swing.AbstractButton;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JList;
import javax.swing.text.JTextComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The window")
class WindowTest {
  private final Tablet tablet = new Tablet();
  private final UUID first = tablet.peer().planned("AK", "ANC", "alice");
  private final OpenWindow window = OpenWindow.of(tablet.door(), tablet.clock());
  private final Screen screen = window.screen();

  @BeforeAll
  static void thereIsADisplay() {
    assertThat(GraphicsEnvironment.isHeadless())
        .as("a display: the tests of the window need Xvfb (Debian: apt-get install xvfb)")
        .isFalse();
  }

  @AfterEach
  void close() {
    window.close();
    tablet.close();
  }

  private void begin() {
    tablet.peer().planned("AK", "OME", "alice");
    tablet.peer().planned("AK", "FAI", "bob");
    window.signIn(Tablet.SERVER, "alice", "secret", Tablet.PASSPHRASE);
    window.sync();
    screen.shows("sync.title", "Up to date");
  }

  private void arriveInAnchorage() {
    screen.openCase("Anchorage International");
    screen.click("action.arrive");
    screen.shows("case.stage", "On site");
  }

  @Test
  @DisplayName("signs in, works without a server, and sends what was done when there is one again")
  void works() {
    screen.picture("sign-in");
    begin();
    tablet.peer().reachable(false);
    arriveInAnchorage();
    screen.click("action.record");
    screen.get(JTextComponent.class, "field.findings");
    screen.choose("field.condition", "Fair");
    screen.type("field.findings", "Cracks at the apron");
    screen.type("field.defects", "7");
    screen.get(JTextComponent.class, "field.because");
    screen.click("form.perform");
    screen.shows("field.because.error", "Why so many is needed.");
    screen.type("field.because", "Frost");
    screen.type("field.wind", "12.5");
    screen.click("field.closed.no");
    screen.click("field.lights.edge");
    screen.refer("field.alternate", "nom");
    screen.click("field.lamps.add");
    screen.type("field.lamps.0.where", "Apron 3");
    screen.type("field.lamps.0.watts", "60");
    screen.picture("form");
    screen.click("form.perform");
    screen.shows("fact.because", "Frost");
    assertThat(screen.text("fact.alternate")).isEqualTo("Nome (OME)");
    screen.click("action.submit");
    screen.shows("case.stage", "In review");
    window.sync();
    screen.shows("sync.title", "Offline");
    screen.shows("sync.notice", "can’t be reached");
    screen.picture("offline");

    tablet.peer().reachable(true);
    window.sync();

    screen.shows("sync.title", "Up to date");
    assertThat(tablet.peer().judged()).hasSize(3);
  }

  @Test
  @DisplayName("keeps what is typed when the case changes elsewhere, and lets choose whose stays")
  void keepsInput() {
    begin();
    arriveInAnchorage();
    window.sync();
    screen.click("action.record");
    screen.choose("field.condition", "Good");
    screen.type("field.findings", "All lights work");
    tablet.peer().elsewhere(first, "condition", "poor");
    tablet.peer().elsewhere(first, "defects", 4);
    window.sync();

    screen.shows("clash.condition", "to “Poor”");
    assertThat(screen.text("field.findings")).isEqualTo("All lights work");
    assertThat(screen.text("field.defects")).isEqualTo("4");
    screen.shows("form.fresh", "Defects");
    screen.picture("clash");
    screen.click("clash.condition.theirs");
    Screen.until("nothing to decide", () -> !screen.sees("clash.condition"));
    screen.click("form.perform");

    screen.shows("fact.condition", "Poor");
    screen.shows("fact.findings", "All lights work");
  }

  @Test
  @DisplayName("explains what was parked, and asks before it takes back what others follow")
  void queue() {
    begin();
    arriveInAnchorage();
    tablet.peer().complete(first);
    window.sync();
    screen.click("nav.queue");
    screen.shows("queue.arrive.explanation", "Somebody completed the case before");
    screen.picture("parked");
    screen.click("queue.arrive.cancel");
    Screen.until("it is gone", () -> !screen.sees("queue.arrive"));

    screen.click("list." + WorkList.MINE);
    screen.openCase("Nome");
    screen.click("action.arrive");
    screen.click("action.record");
    screen.choose("field.condition", "Good");
    screen.click("form.perform");
    screen.shows("fact.condition", "Good");
    screen.click("nav.queue");
    screen.click("queue.arrive.cancel");
    screen.shows("queue.question", "Record – Nome");
    screen.picture("followers");
    screen.click("queue.question.yes");

    screen.shows("queue.notice", "2 taken back.");
  }

  @Test
  @DisplayName("unlocks without a network, and says what is wrong in a sentence")
  void unlocks() {
    begin();
    tablet.peer().reachable(false);
    screen.click("nav.lock");
    screen.get(JTextComponent.class, "entry.passphrase");
    window.unlock("wrong");
    screen.shows("entry.message", "does not open the store");
    screen.picture("unlock");
    window.unlock(Tablet.PASSPHRASE);

    screen.get(JList.class, "cases");
    screen.openCase("Nome");
  }

  @Test
  @DisplayName("searches, creates cases, and is drawn in every language, size and direction")
  void looks() {
    begin();
    arriveInAnchorage();
    screen.type("search", "fairb");
    screen.openCase("Fairbanks");
    screen.type("search", "");
    screen.click("list.new");
    screen.refer("field.site", "fair");
    screen.picture("create");
    screen.click("form.perform");
    screen.shows("case.stage", "On site");
    screen.openCase("Anchorage International");
    for (Preferences each :
        List.of(
            new Preferences(Locale.ENGLISH, true, 100),
            new Preferences(Locale.ENGLISH, false, 175),
            new Preferences(Locale.GERMAN, false, 100),
            new Preferences(Locale.forLanguageTag("es"), true, 100),
            new Preferences(Locale.forLanguageTag("ar"), false, 100))) {
      window.prefer(each);
      isDrawn(each);
    }
  }

  private void isDrawn(Preferences preferences) {
    String name =
        "%s-%s-%d"
            .formatted(
                preferences.language(),
                preferences.isDark() ? "dark" : "light",
                preferences.percent());
    screen.openCase("Anchorage International");
    screen.picture(name + "-case");
    screen.click("action.record");
    screen.type("field.defects", "8");
    screen.get(JTextComponent.class, "field.because");
    screen.picture(name + "-form");
    assertThat(nameless()).as("who can’t see is told what each thing is").isEmpty();
    assertThat(cut()).as("words of buttons that are cut off, " + name).isEmpty();
    assertThat(misdirected(preferences)).as("in the direction of reading").isEmpty();
    screen.click("nav.queue");
    screen.picture(name + "-queue");
    Screen.onScreen(
        () -> {
          window.place().closeForm();
          window.place().choose(WorkList.MINE);
          return name;
        });
  }

  private List<JComponent> components() {
    List<JComponent> all = new ArrayList<>();
    screen.find(JComponent.class, "form").ifPresent(form -> collect(form.getRootPane(), all));
    return all;
  }

  private static void collect(Container in, List<JComponent> all) {
    for (Component child : in.getComponents()) {
      if (child instanceof JComponent component && component.isShowing()) {
        all.add(component);
        collect(component, all);
      }
    }
  }

  private List<String> nameless() {
    return Screen.onScreen(
        () ->
            components().stream()
                .filter(each -> each instanceof AbstractButton || each instanceof JTextComponent)
                .filter(each -> each.isFocusable() && each.isEnabled())
                .filter(each -> each.getClass().getName().startsWith("javax.swing.J"))
                .filter(
                    each -> {
                      String name = each.getAccessibleContext().getAccessibleName();
                      return name == null || name.isBlank();
                    })
                .map(each -> each.getClass().getSimpleName() + ' ' + each.getName())
                .toList());
  }

  private List<String> cut() {
    return Screen.onScreen(
        () ->
            components().stream()
                .filter(JButton.class::isInstance)
                .filter(each -> !((JButton) each).getText().isEmpty())
                .filter(each -> each.getWidth() < each.getPreferredSize().width)
                .map(each -> ((JButton) each).getText())
                .toList());
  }

  private List<String> misdirected(Preferences preferences) {
    ComponentOrientation wanted = ComponentOrientation.getOrientation(preferences.language());
    return Screen.onScreen(
        () ->
            components().stream()
                .filter(each -> each.isFocusable() && each.getName() != null)
                .filter(each -> !each.getComponentOrientation().equals(wanted))
                .map(Component::getName)
                .toList());
  }
}
