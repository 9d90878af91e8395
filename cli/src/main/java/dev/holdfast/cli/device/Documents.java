package dev.holdfast.cli.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.cli.TextTable;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.DeviceStatus;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.Performed;
import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.api.Repair;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.TrafficTotals;
import dev.holdfast.device.api.UnfinishedSync;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.kernel.policy.PolicyField;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.kernel.wire.WireJson;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The documents that scripts read. Their keys are a contract; more may come. */
final class Documents {
  private static final long MEGABYTE = 1_000_000;

  private Documents() {}

  static Map<String, @Nullable Object> summary(CaseView view) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("id", view.id());
    document.put("type", view.type());
    document.put("stage", view.stage());
    document.put("completed", view.completed());
    document.put("version", view.version());
    document.put("assignee", view.assignee());
    document.put("worklist", view.worklist());
    document.put("parent", view.parent());
    document.put("goalAt", view.due().goal());
    document.put("dueAt", view.due().deadline());
    document.put("overdue", view.overdue());
    document.put("pending", view.pending());
    return document;
  }

  static Map<String, @Nullable Object> details(CaseView view, List<CaseView> children) {
    Map<String, @Nullable Object> document = summary(view);
    document.put("fields", Values.fieldsToJson(view.fields()));
    document.put("children", children.stream().map(Documents::summary).toList());
    return document;
  }

  static Map<String, @Nullable Object> performed(Performed performed) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("case", performed.caseId());
    document.put("action", performed.action());
    document.put("stage", performed.stage());
    return document;
  }

  static Map<String, @Nullable Object> pending(PendingAction action) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("action", action.action());
    document.put("case", action.caseId());
    document.put("name", action.name());
    document.put("status", action.status().code());
    document.put("reason", reason(action.reason()));
    document.put("messages", action.messages());
    document.put("issue", action.issue());
    document.put("fields", action.fields());
    document.put("performedAt", action.performedAt());
    document.put("packageVersion", action.packageVersion());
    document.put("waitsFor", ContentDocuments.contents(action.waitsFor()));
    return document;
  }

  /** A value as it is typed. */
  static String line(Object value) {
    try {
      return WireJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every value of a field is JSON", e);
    }
  }

  /** The same for a person. */
  static String table(List<PendingAction> pending) {
    TextTable table =
        new TextTable("action", "case", "name", "status", "reason", "messages", "waits for");
    for (PendingAction action : pending) {
      table.row(
          action.action().toString(),
          action.caseId().toString(),
          action.name(),
          action.status().code(),
          Objects.requireNonNullElse(reason(action.reason()), ""),
          String.join("; ", action.messages()),
          ContentDocuments.waitsFor(action));
    }
    return table.toString();
  }

  static Map<String, @Nullable Object> outcome(ActionOutcome outcome) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("action", outcome.action());
    document.put("case", outcome.caseId());
    document.put("outcome", outcome.outcome().name().toLowerCase(Locale.ROOT));
    document.put("reason", reason(outcome.reason()));
    document.put("issue", outcome.issue());
    document.put("messages", outcome.messages());
    document.put("version", outcome.version());
    return document;
  }

  static Map<String, @Nullable Object> sync(SyncResult result) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("kind", result.kind().code());
    document.put("checkpoint", result.checkpoint());
    document.put("down", result.down());
    document.put("up", result.up());
    document.put("pending", result.pending());
    document.put("healed", result.healed());
    document.put("millis", result.duration().toMillis());
    document.put("traffic", result.traffic());
    document.put("later", later(result.putOff()));
    return document;
  }

  /** What was left for later, null if nothing. */
  private static @Nullable Map<String, @Nullable Object> later(PutOff putOff) {
    if (putOff.what() == PutOff.What.NOTHING) {
      return null;
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("what", putOff.what().code());
    document.put("tables", putOff.tables());
    document.put("contents", putOff.contents());
    document.put("why", ConnectionKind.METERED.code());
    return document;
  }

  /** What went over the network in a month, by kind of connection. */
  static Map<String, @Nullable Object> traffic(YearMonth month, TrafficTotals totals) {
    TrafficTotals present = totals.in(month);
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("month", month.toString());
    document.put("all", present.bytes());
    for (ConnectionKind kind : ConnectionKind.values()) {
      TrafficTotals by = present.by(kind);
      if (!by.days().isEmpty()) {
        document.put(kind.code(), by.bytes());
      }
    }
    return document;
  }

  /** The same for people. */
  static String trafficLine(YearMonth month, TrafficTotals totals) {
    TrafficTotals present = totals.in(month);
    return "%s this month, of which metered %s"
        .formatted(
            size(present.bytes().total()),
            size(present.by(ConnectionKind.METERED).bytes().total()));
  }

  static String size(long bytes) {
    return bytes < MEGABYTE
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** What a sync tells that did not end well. */
  static Map<String, @Nullable Object> incomplete(UnfinishedSync sync) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("complete", false);
    document.put("down", Map.of("rows", sync.rows(), "bytes", sync.bytes()));
    document.put("up", sync.up());
    document.put("pending", sync.pending());
    document.put("traffic", sync.traffic());
    return document;
  }

  static Map<String, @Nullable Object> status(DeviceStatus status) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("server", status.server());
    document.put("user", status.user());
    document.put("signedIn", status.signedIn());
    document.put("device", status.device());
    document.put("lastSync", status.lastSync());
    document.put("lastContact", status.offline().lastContact());
    document.put("locksAt", status.offline().locksAt());
    document.put("locked", status.offline().locked());
    document.put("pending", status.pending());
    document.put("parked", status.parked());
    document.put("buckets", status.buckets());
    document.put("rows", status.rows());
    document.put("packages", status.packages());
    document.put("stalled", status.stalled());
    document.put("notReceived", status.notReceived());
    Repair repair = status.repair();
    document.put("repair", repair == null ? null : repair(repair));
    return document;
  }

  static Map<String, @Nullable Object> repair(Repair repair) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("repaired", repair.wasNeeded());
    document.put("problems", repair.problems());
    document.put("saved", repair.saved());
    document.put("lost", repair.lost().stream().map(Documents::lost).toList());
    document.put("certain", repair.certain());
    document.put("identity", repair.identity());
    return document;
  }

  private static Map<String, @Nullable Object> lost(Repair.Lost lost) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("number", lost.number());
    document.put("action", lost.action());
    document.put("case", lost.caseId());
    document.put("status", lost.status() == null ? null : lost.status().code());
    return document;
  }

  /** The values of a policy that somebody has set, and who. */
  static String line(SyncPolicy policy) {
    String set =
        Arrays.stream(PolicyField.values())
            .filter(field -> !policy.source(field).equals(SyncPolicy.NOBODY))
            .map(
                field ->
                    "%s=%s (%s)"
                        .formatted(field.code(), field.text(policy.values()), policy.source(field)))
            .collect(Collectors.joining(", "));
    return set.isEmpty() ? SyncPolicy.NOBODY : set;
  }

  static @Nullable String reason(@Nullable ParkReason reason) {
    return reason == null ? null : reason.code();
  }
}
