package dev.holdfast.server.workbasket.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.casework.api.Deciding;
import dev.holdfast.server.casework.api.Deciding.Present;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Parts;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.api.IssueDetail.FieldComparison;
import dev.holdfast.server.workbasket.api.IssueEvent;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whole issues as one JSON array or as CSV, newest first, each with the submissions of its chain
 * after it, so that a submission can be had whatever became of its case. Without a transaction,
 * with few of them in memory at once: submissions can be large.
 */
@ApplicationScoped
public class IssueExport {
  /** Issues in memory; each has a submission of up to 256 KiB. */
  static final int PART = 20;

  private static final String STORED =
      "SELECT id, payload, behind_action, resolution_reason FROM holdfast.issue WHERE id = ANY(?)";

  private final Jdbc jdbc;
  private final IssueLists lists;
  private final IssueEvents events;
  private final Deciding deciding;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected IssueExport() {
    this(null, null, null, null);
  }

  /** Reads from a database. */
  @Inject
  public IssueExport(Jdbc jdbc, IssueLists lists, IssueEvents events, Deciding deciding) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.events = events;
    this.deciding = deciding;
  }

  /**
   * An issue, whole.
   *
   * @param issue what lists show
   * @param payload the submission as it came: this text is its JSON, byte for byte
   * @param behind the action that it waits behind, null if it waits for itself
   * @param waiting the actions that wait behind it, directly or not
   * @param fields base, mine and theirs, by field of the action; no theirs if the case is gone
   * @param resolutionReason reason given with the resolution, null while there is none
   * @param events what people said of it and did with it
   */
  record Whole(
      IssueView issue,
      String payload,
      @Nullable UUID behind,
      List<UUID> waiting,
      List<FieldComparison> fields,
      @Nullable String resolutionReason,
      List<IssueEvent> events) {}

  private record Stored(String payload, @Nullable UUID behind, @Nullable String resolutionReason) {}

  void json(IssueFilter filter, Reach reach, OutputStream out) throws IOException {
    JsonGenerator json = WireJson.mapper().getFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartArray();
    each(filter, reach, part -> write(part, json));
    json.writeEndArray();
    json.flush();
  }

  void csv(IssueFilter filter, Reach reach, OutputStream out) throws IOException {
    IssueCsv csv = new IssueCsv(out);
    csv.header("resolution-reason", "behind", "submission");
    each(
        filter,
        reach,
        part -> {
          Map<UUID, Stored> stored = stored(part);
          for (IssueView issue : part) {
            Stored rest = stored.get(issue.id());
            if (rest != null) {
              csv.row(issue, rest.resolutionReason(), rest.behind(), rest.payload());
            }
          }
        });
    csv.flush();
  }

  private void each(IssueFilter filter, Reach reach, Parts.Taker<IssueView> taker)
      throws IOException {
    Parts.<IssueView>each(
        PART,
        last -> lists.part(new IssueQuery(filter, reach), last, PART),
        part -> {
          List<IssueView> all = filter.ofSubmissions() ? part : withChains(part);
          for (int i = 0; i < all.size(); i += PART) {
            taker.take(all.subList(i, Math.min(all.size(), i + PART)));
          }
        });
  }

  private List<IssueView> withChains(List<IssueView> heads) {
    Map<UUID, List<IssueView>> members = lists.members(heads.stream().map(IssueView::id).toList());
    return heads.stream()
        .flatMap(
            head ->
                Stream.concat(Stream.of(head), members.getOrDefault(head.id(), List.of()).stream()))
        .toList();
  }

  private void write(List<IssueView> part, JsonGenerator json) throws IOException {
    Map<UUID, Stored> stored = stored(part);
    Map<UUID, List<IssueEvent>> said = events.of(part.stream().map(IssueView::id).toList());
    Map<UUID, List<UUID>> waiting = lists.waiting(part.stream().map(IssueView::actionId).toList());
    Map<UUID, Present> present =
        deciding.present(
            part.stream().map(IssueView::caseId).filter(Objects::nonNull).distinct().toList());
    for (IssueView issue : part) {
      Stored rest = stored.get(issue.id());
      if (rest != null) {
        json.writeRaw('\n');
        json.writeObject(
            new Whole(
                issue,
                rest.payload(),
                rest.behind(),
                waiting.getOrDefault(issue.actionId(), List.of()),
                compared(rest, issue.caseId() == null ? null : present.get(issue.caseId())),
                rest.resolutionReason(),
                said.getOrDefault(issue.id(), List.of())));
      }
    }
  }

  private List<FieldComparison> compared(Stored stored, @Nullable Present present) {
    return Submissions.read(stored.payload())
        .map(deciding::understood)
        .map(action -> IssueDetails.compare(action, present))
        .orElse(List.of());
  }

  private Map<UUID, Stored> stored(List<IssueView> part) {
    Map<UUID, Stored> stored = new HashMap<>();
    jdbc.list(
        STORED,
        row ->
            stored.put(
                Sql.requiredUuid(row, "id"),
                new Stored(
                    row.getString("payload"),
                    row.getObject("behind_action", UUID.class),
                    row.getString("resolution_reason"))),
        (Object) part.stream().map(IssueView::id).toArray(UUID[]::new));
    return stored;
  }
}
