package dev.holdfast.device.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.holdfast.device.store.Sql;
import dev.holdfast.device.store.content.HeldContent;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ContentRules;
import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.kernel.wire.WireJson;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who names contents: the cases on the device, and the actions in its queue. */
public final class Namings {
  /** How long what was attached waits for an action that names it, such as a form being filled. */
  private static final Duration FORM = Duration.ofDays(1);

  private static final String DOT = ".";

  private static final TypeReference<Map<String, @Nullable Object>> JSON_MAP =
      new TypeReference<>() {};

  private Namings() {}

  /**
   * A place where a case names a content.
   *
   * @param caseId the case
   * @param named what stands there
   */
  public record Place(UUID caseId, Contents.Named named) {}

  /**
   * Tells contents that nothing names any more: no case as the server has it or as the user sees
   * it, and no action that was not let go of. What was attached a short time ago is not among them.
   *
   * @param now by the device's clock
   */
  public static Predicate<HeldContent> unused(Connection connection, Instant now)
      throws SQLException {
    Set<String> named = new HashSet<>();
    cases(connection, "SELECT id, fields FROM hf_server_case WHERE ")
        .forEach(place -> named.add(place.named().attachment().id()));
    cases(connection, "SELECT id, fields FROM hf_overlay WHERE ")
        .forEach(place -> named.add(place.named().attachment().id()));
    for (Queued queued : queued(connection)) {
      named.addAll(Contents.ids(queued.submission().fields()));
    }
    return content -> !named.contains(content.id()) && !isFresh(content, now);
  }

  private static boolean isFresh(HeldContent content, Instant now) {
    Instant at = content.attachedAt();
    return at != null && Duration.between(at, now).compareTo(FORM) < 0;
  }

  /** The actions of the queue that may name contents, in order. */
  public static List<Queued> queued(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        Actions.SELECT
            + "WHERE status <> 'cancelled' AND "
            + Awaited.MAY_NAME
            + "ORDER BY sequence",
        Actions::read);
  }

  /** Where cases name contents, as the user sees them. */
  public static List<Place> shown(Connection connection) throws SQLException {
    return cases(connection, "SELECT id, fields FROM hf_case WHERE ");
  }

  /** What cases name that devices fetch by themselves, by id, as the server has them. */
  public static Map<String, Attachment> eager(
      Connection connection, List<ApplicationPackage> packages) throws SQLException {
    Map<String, Attachment> eager = new LinkedHashMap<>();
    for (ApplicationPackage logic : packages) {
      for (CaseType type : logic.cases().values()) {
        if (isEager(type.fields())) {
          cases(
                  connection,
                  "SELECT id, fields FROM hf_server_case WHERE application = ? AND type = ? AND ",
                  logic.application(),
                  type.name())
              .stream()
              .map(Place::named)
              .filter(named -> isEager(type.fields(), named.field()))
              .forEach(named -> eager.put(named.attachment().id(), named.attachment()));
        }
      }
    }
    return eager;
  }

  private static boolean isEager(Map<String, CaseType.Field> fields) {
    return fields.values().stream()
        .anyMatch(field -> isEager(field) || isEager(field.form().fields()));
  }

  private static boolean isEager(Map<String, CaseType.Field> fields, String path) {
    int dot = path.indexOf(DOT);
    CaseType.Field field = fields.get(dot < 0 ? path : path.substring(0, dot));
    if (field == null) {
      return false;
    }
    return dot < 0 ? isEager(field) : isEager(field.form().fields(), path.substring(dot + 1));
  }

  private static boolean isEager(CaseType.Field field) {
    return field.form().content().fetch() == ContentRules.Fetch.EAGER;
  }

  private static List<Place> cases(
      Connection connection, String select, @Nullable Object... parameters) throws SQLException {
    return Sql.list(
            connection, select + "instr(fields, '\"size\"') > 0", Namings::places, parameters)
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static List<Place> places(ResultSet row) throws SQLException {
    UUID id = UUID.fromString(row.getString(1));
    try {
      return Contents.named(WireJson.mapper().readValue(row.getString(2), JSON_MAP)).stream()
          .map(named -> new Place(id, named))
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the fields of a case are always a JSON object", e);
    }
  }
}
