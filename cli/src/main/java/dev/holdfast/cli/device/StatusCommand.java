package dev.holdfast.cli.device;

import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.DeviceStatus;
import dev.holdfast.device.api.OfflineWork;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.Repair;
import dev.holdfast.device.api.TrafficTotals;
import dev.holdfast.kernel.policy.SyncPolicy;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast device status}. */
@Command(name = "status", description = "Where this device stands; asks no server.")
final class StatusCommand extends DeviceTask {
  @Option(
      names = "--acknowledge-repair",
      description = "What the last repair lost has been read; say it no more.")
  private boolean acknowledged;

  @Override
  ExitCode run(Holdfast holdfast) {
    if (acknowledged) {
      holdfast.acknowledgeRepair();
    }
    SyncPolicy policy = holdfast.policy();
    DeviceStatus status = holdfast.status();
    Map<String, @Nullable Object> document = Documents.status(status);
    Map<String, @Nullable Object> lines = new LinkedHashMap<>(document);
    lines.put("locksAt", locks(status.offline()));
    lines.remove("locked");
    lines.put(
        "stalled",
        status.stalled().isEmpty()
            ? null
            : String.join(", ", status.stalled())
                + ": nothing new comes until the server can read the source again; what is here"
                + " stays");
    lines.put(
        "notReceived",
        status.notReceived().isEmpty()
            ? null
            : String.join(", ", status.notReceived())
                + ": not yet received, or not all of it; it comes with a sync, by a metered"
                + " connection perhaps not");
    List<PendingAction> pending = holdfast.pending();
    document.put("contents", ContentDocuments.contents(ContentDocuments.awaited(pending)));
    lines.put("contents", ContentDocuments.line(pending));
    Repair repair = status.repair();
    lines.put(
        "repair",
        repair == null
            ? null
            : RepairCommand.text(repair)
                + System.lineSeparator()
                + "Once read: device status --acknowledge-repair");
    YearMonth month = YearMonth.now(ZoneOffset.UTC);
    TrafficTotals traffic = holdfast.traffic();
    document.put("traffic", Documents.traffic(month, traffic));
    lines.put("traffic", Documents.trafficLine(month, traffic));
    document.put("policy", policy);
    lines.put("policy", Documents.line(policy));
    String text =
        lines.entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .map(entry -> "%-11s %s".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(System.lineSeparator()));
    output().result(document, text);
    return ExitCode.DONE;
  }

  private static @Nullable String locks(OfflineWork offline) {
    if (offline.locksAt() == null) {
      return null;
    }
    return offline.locked()
        ? offline.locksAt() + ": locked. Sync to unlock it"
        : offline.locksAt() + ", unless it syncs before";
  }
}
