package dev.holdfast.cli.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.desktop.data.References;
import dev.holdfast.desktop.task.Session;
import dev.holdfast.desktop.task.Tasks;
import dev.holdfast.desktop.text.FieldTexts;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.text.Times;
import dev.holdfast.desktop.view.editor.EditorContext;
import dev.holdfast.desktop.view.editor.FieldRow;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.device.Holdfast;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.kernel.casework.ActionForm;
import dev.holdfast.kernel.casework.ActionRequest;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.FormMaker;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.RowLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of the demo's applications as the window draws them; no display is needed for that. */
@DisplayName("Every form of the demo’s applications")
class DemoFormsTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path directory = Path.of("unset");

  /** There is nothing to be found. */
  private static final EditorContext.Rows NO_ROWS =
      new EditorContext.Rows() {
        @Override
        public void search(
            EditorContext.Target target, String words, Consumer<List<References.Row>> found) {
          found.accept(List.of());
        }

        @Override
        public void find(
            EditorContext.Target target, String key, Consumer<Optional<References.Row>> found) {
          found.accept(Optional.empty());
        }
      };

  private static ApplicationPackage demo(String name) throws PackageException {
    return PackageReader.read(Resources.text(name));
  }

  /** The forms of all actions, on a case in the first stage in which each is possible. */
  private static Map<String, ActionForm> forms(ApplicationPackage logic, String language) {
    FormMaker maker =
        new FormMaker(
            CompiledPackage.of(logic), RowLookup.none(), logic.labels().in(List.of(language)));
    Map<String, ActionForm> forms = new HashMap<>();
    for (CaseType type : logic.cases().values()) {
      for (CaseType.Action action : type.actions().values()) {
        UUID id = UUID.randomUUID();
        CaseState state =
            action.creates() == null
                ? new CaseState(id, type.name(), action.from().get(0), false, 1, "nora", Map.of())
                : null;
        User user = new User("nora", Set.copyOf(action.by()), Map.of());
        maker
            .form(
                state,
                new ActionRequest(id, type.name(), action.name(), Map.of()),
                user,
                Instant.EPOCH)
            .ifPresent(form -> forms.put(type.name() + '.' + action.name(), form));
      }
    }
    return forms;
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "es"})
  @DisplayName("has something to fill each field in with, which is called as the field is")
  void drawn(String language) throws PackageException {
    Look.install(false, 100);
    Texts texts = new Texts(Locale.forLanguageTag(language));
    Tasks tasks = new Tasks(Runnable::run, Runnable::run, Runnable::run);
    try (Holdfast holdfast = Holdfast.at(directory.resolve("store")).openWithKey(KEY)) {
      FieldTexts values = new FieldTexts(texts, new Times(texts, Clock.systemUTC()));
      EditorContext context =
          new EditorContext(new Session(holdfast, tasks, texts, values), NO_ROWS);
      for (String name : List.of("home-care.yaml", "airfield-inspection.yaml")) {
        ApplicationPackage logic = demo(name);
        Map<String, ActionForm> forms = forms(logic, language);
        assertThat(forms)
            .hasSize(logic.cases().values().stream().mapToInt(type -> type.actions().size()).sum());
        forms.values().forEach(form -> drawn(form, context));
      }
    }
  }

  private static void drawn(ActionForm form, EditorContext context) {
    for (ActionForm.Group group : form.groups()) {
      for (ActionForm.Field field : group.fields()) {
        FieldRow row = new FieldRow(field, field.definition().name(), context, value -> {});
        row.show(field, false, "wrong");
        assertThat(row.component().getComponentCount()).isPositive();
        assertThat(row.component().isVisible()).isEqualTo(field.state().visible());
      }
    }
  }

  @Test
  @DisplayName("together they have a field of every type")
  void everyType() throws PackageException {
    Set<ValueType> types = EnumSet.noneOf(ValueType.class);
    forms(demo("home-care.yaml"), "en")
        .values()
        .forEach(
            form ->
                form.groups()
                    .forEach(
                        group ->
                            group.fields().forEach(field -> types.add(field.definition().type()))));

    assertThat(types).containsExactlyInAnyOrder(ValueType.values());
  }
}
