package dev.holdfast.kernel.casework;

import static dev.holdfast.kernel.app.ValueType.CHOICE;
import static dev.holdfast.kernel.app.ValueType.CHOICES;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says an action in the words of the version in force. What the user set has to be said exactly or
 * not at all, and then stays as it is; what he saw before only explains it. Used once, not
 * thread-safe.
 */
final class Retelling {
  private final CaseType type;
  private final TypeWords words;
  private final VersionPair versions;
  private final ActionSubmission action;
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
  private final Map<String, Object> letGo = new LinkedHashMap<>();
  private final List<Message> obstacles = new ArrayList<>();

  /**
   * Begins.
   *
   * @param type the action's type in the version in force
   * @param words the words of that version
   * @param versions the one that the action was made with, and the one in force
   */
  Retelling(CaseType type, TypeWords words, VersionPair versions, ActionSubmission action) {
    this.type = type;
    this.words = words;
    this.versions = versions;
    this.action = action;
  }

  /** Adds what speaks against it, whatever it says. */
  void object(Message obstacle) {
    obstacles.add(obstacle);
  }

  /** The action in these words. */
  Understanding tell() {
    String name = name();
    CaseType.Action definition = type.actions().get(name);
    boolean creates = definition != null && definition.creates() != null;
    action
        .fields()
        .forEach(
            (field, value) -> {
              if (!(creates && saysNothing(field, value))) {
                tell(field, value);
              }
            });
    if (definition != null && creates) {
      words
          .defaults()
          .forEach(
              (field, value) -> {
                if (definition.sets().contains(field)) {
                  fields.putIfAbsent(field, value);
                }
              });
    }
    return new Understanding(said(name), letGo, obstacles);
  }

  private String name() {
    List<String> possible = new ArrayList<>(words.actions().apply(action.name()));
    possible.retainAll(type.actions().keySet());
    if (possible.size() == 1) {
      return possible.get(0);
    }
    obstacles.add(versions.action(action.name(), possible, type));
    return action.name();
  }

  /** Whether it is what every case is given there, and unknown here. */
  private boolean saysNothing(String field, @Nullable Object value) {
    return value != null && Values.same(value, words.dropped().get(field)) && there(field) == null;
  }

  private CaseType.@Nullable Field there(String field) {
    String name = words.fields().name(field);
    return name == null ? null : type.field(name);
  }

  private void tell(String field, @Nullable Object value) {
    CaseType.Field there = there(field);
    if (there != null && fields.containsKey(there.name())) {
      obstacles.add(versions.twice(field, there.name()));
    } else if (there != null) {
      fields.put(there.name(), value(field, there, value));
    } else if (value != null && words.fields().isRetired(field)) {
      letGo.put(field, value);
    } else if (value != null) {
      fields.put(field, value);
      obstacles.add(versions.field(field, type));
    }
  }

  private @Nullable Object value(String field, CaseType.Field there, @Nullable Object json) {
    return switch (there.type()) {
      case CHOICE -> json instanceof String choice ? choice(field, there, choice) : json;
      case CHOICES ->
          json instanceof List<?> list
              ? list.stream()
                  .map(each -> each instanceof String text ? choice(field, there, text) : each)
                  .distinct()
                  .toList()
              : json;
      case RECORDS -> json instanceof List<?> list ? records(field, there, list) : json;
      default -> json;
    };
  }

  /** The records in the words of here; with an obstacle for each choice in them that has none. */
  private @Nullable Object records(String field, CaseType.Field there, List<?> list) {
    FieldWords ofRecords = words.fields().records(field);
    for (Object item : list) {
      if (item instanceof Map<?, ?> record) {
        record.forEach((key, value) -> check(ofRecords, there, key.toString(), value));
      }
    }
    return rewording().of(Map.of(field, list)).get(there.name());
  }

  private void check(FieldWords ofRecords, CaseType.Field list, String part, Object value) {
    String name = ofRecords.name(part);
    CaseType.Field there = name == null ? null : list.form().fields().get(name);
    if (there != null && (there.type() == CHOICE || there.type() == CHOICES)) {
      for (Object each : value instanceof List<?> several ? several : List.of(value)) {
        if (each instanceof String choice) {
          List<String> possible = new ArrayList<>(ofRecords.choice(part, choice));
          possible.retainAll(there.of());
          if (possible.size() != 1) {
            obstacles.add(versions.choice(list, there, choice, possible));
          }
        }
      }
    }
  }

  /** As it is there; as it is here, with an obstacle, if that can't be said. */
  private Object choice(String field, CaseType.Field there, String choice) {
    List<String> possible = new ArrayList<>(words.fields().choice(field, choice));
    possible.retainAll(there.of());
    if (possible.size() == 1) {
      return possible.get(0);
    }
    obstacles.add(versions.choice(there, choice, possible));
    return choice;
  }

  private Rewording rewording() {
    return new Rewording(words.fields(), type.coordination().with(type.fields()));
  }

  private ActionSubmission said(String name) {
    return new ActionSubmission(
        action.id(),
        action.sequence(),
        action.application(),
        action.packageVersion(),
        action.caseId(),
        action.type(),
        name,
        fields,
        rewording().of(action.base()),
        action.baseVersion(),
        action.baseMark(),
        action.follows(),
        action.performedAt(),
        action.clockOffsetMillis(),
        action.origin());
  }
}
