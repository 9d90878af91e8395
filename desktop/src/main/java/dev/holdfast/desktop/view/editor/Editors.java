package dev.holdfast.desktop.view.editor;

import dev.holdfast.kernel.casework.ActionForm;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Chooses what a field is filled in with. */
public final class Editors {
  private static final long LONG_TEXT = 200;

  private Editors() {}

  /**
   * An editor for a field.
   *
   * @param name how tests find it
   */
  public static FieldEditor of(
      ActionForm.Field field, String name, EditorContext context, FieldEditor.Listener listener) {
    FieldEditor editor = make(field, name, context, listener);
    editor.target().setName(name);
    editor.target().getAccessibleContext().setAccessibleName(field.label());
    String help = field.help();
    if (help != null) {
      editor.target().getAccessibleContext().setAccessibleDescription(help);
    }
    return editor;
  }

  private static FieldEditor make(
      ActionForm.Field field, String name, EditorContext context, FieldEditor.Listener listener) {
    var values = context.values();
    var times = values.times();
    return switch (field.definition().type()) {
      case TEXT ->
          isLong(field)
              ? new AreaEditor(listener)
              : new LineEditor(values, text -> text, "", listener);
      case INTEGER -> new LineEditor(values, values::integer, "", listener);
      case DECIMAL -> new LineEditor(values, values::decimal, "", listener);
      case BOOLEAN -> new YesNoEditor(context.texts(), name, listener);
      case DATE ->
          new MomentEditor(
              context,
              new MomentEditor.Kind(
                  text -> times.readDate(text).<Object>map(Object::toString).orElse(text),
                  times.example(),
                  "form.today",
                  times::today),
              listener);
      case TIME ->
          new MomentEditor(
              context,
              new MomentEditor.Kind(
                  text -> times.readTime(text).<Object>map(Object::toString).orElse(text),
                  "08:15",
                  "form.now",
                  () -> times.readTime(clock(times.of(times.now()))).orElseThrow()),
              listener);
      case INSTANT ->
          new MomentEditor(
              context,
              new MomentEditor.Kind(
                  text -> times.readInstant(text).<Object>map(Object::toString).orElse(text),
                  times.of(times.now()),
                  "form.now",
                  () -> minute(times.now())),
              listener);
      case CHOICE -> new ChoiceEditor(listener);
      case CHOICES -> new ChoicesEditor(name, listener);
      case REFERENCE -> new ReferenceEditor(context, target(field), listener);
      case RECORDS -> new RecordsEditor(context, name, listener);
      case LOCATION -> new LocationEditor(context, name, listener);
      case ATTACHMENT -> new ShownEditor(values);
    };
  }

  private static Instant minute(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MINUTES);
  }

  private static String clock(String moment) {
    return moment.substring(moment.lastIndexOf(' ') + 1);
  }

  private static boolean isLong(ActionForm.Field field) {
    Long max = field.definition().form().max();
    return max != null && max > LONG_TEXT;
  }

  private static EditorContext.Target target(ActionForm.Field field) {
    String table = field.definition().table();
    String type = field.definition().form().caseType();
    return table != null
        ? new EditorContext.Target(false, table)
        : new EditorContext.Target(true, type == null ? "" : type);
  }
}
