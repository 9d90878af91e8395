package dev.holdfast.desktop.work;

import dev.holdfast.desktop.data.Catalog;
import dev.holdfast.desktop.data.References;
import dev.holdfast.desktop.task.Session;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Subject;
import dev.holdfast.kernel.app.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what a case holds. Reads the store, so not for the screen's thread. */
final class Facts {
  private final Session session;
  private final Catalog catalog;
  private final ApplicationPackage application;
  private final CaseType type;

  Facts(Session session, Catalog catalog, ApplicationPackage application, CaseType type) {
    this.session = session;
    this.catalog = catalog;
    this.application = application;
    this.type = type;
  }

  /** The fields of a case that have values, in the package's order. */
  List<Fact> of(CaseView view) {
    List<Fact> facts = new ArrayList<>();
    for (CaseType.Field field : type.fields().values()) {
      Object value = view.fields().get(field.name());
      if (value != null) {
        facts.add(fact(field, value));
      }
    }
    return List.copyOf(facts);
  }

  /** A field with a value, as a person reads it. */
  Fact fact(CaseType.Field field, Object value) {
    String label = catalog.fieldLabel(application.application(), type.name(), field.name());
    return field.type() == ValueType.RECORDS && value instanceof List<?> records
        ? new Fact(field.name(), label, "", records.stream().map(r -> record(field, r)).toList())
        : Fact.of(
            field.name(),
            label,
            text(
                field,
                type.field(field.name()) == null
                    ? Subject.builtIn(field.name())
                    : Subject.field(type.name(), field.name()),
                value));
  }

  private List<Fact> record(CaseType.Field list, Object json) {
    List<Fact> parts = new ArrayList<>();
    if (json instanceof Map<?, ?> record) {
      for (CaseType.Field part : list.form().fields().values()) {
        Object value = record.get(part.name());
        if (value != null) {
          Subject subject = Subject.recordField(type.name(), list.name(), part.name());
          String label = catalog.label(application.application(), subject);
          parts.add(Fact.of(part.name(), label, text(part, subject, value)));
        }
      }
    }
    return List.copyOf(parts);
  }

  private String text(CaseType.Field field, Subject subject, @Nullable Object value) {
    return session
        .values()
        .of(
            value,
            text ->
                switch (field.type()) {
                  case CHOICE, CHOICES ->
                      catalog.choiceLabel(application.application(), subject, text);
                  case REFERENCE -> reference(field, text);
                  default -> text;
                });
  }

  private String reference(CaseType.Field field, String key) {
    String table = field.table();
    return table == null
        ? key
        : new References(session.holdfast())
            .find(application, table, key)
            .map(row -> row.name().equals(key) ? key : row.name() + " (" + key + ')')
            .orElse(key);
  }
}
