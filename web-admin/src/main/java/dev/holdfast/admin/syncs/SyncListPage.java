package dev.holdfast.admin.syncs;

import dev.holdfast.admin.shell.BarChart;
import dev.holdfast.admin.shell.Looks;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.shell.Times;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.SyncJournal;
import dev.holdfast.server.sync.api.SyncJournal.SyncEntry;
import dev.holdfast.server.sync.api.SyncJournal.SyncHour;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;

/** The log of syncs under the filter of the page's address, and its charts by hour. */
@Named
@ViewScoped
public class SyncListPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int HOURS = 24;

  @Inject private CurrentUser user;
  @Inject private SyncJournal journal;
  @Inject private Notices notices;
  @Inject private Times times;
  @Inject private Texts texts;
  @Inject private Looks looks;

  private final SyncFilters query = new SyncFilters();
  private final PagedModel<SyncEntry> syncs =
      new PagedModel<>(this::page, sync -> sync.id().toString());
  private transient List<SyncHour> hours = List.of();
  private boolean readable = true;

  /** Asks for the charts; says what is wrong with a filter that can't be read. */
  public void load() throws RefusedException {
    try {
      hours = journal.hours(user.caller(), query.filter(), HOURS);
    } catch (RefusedException unreadable) {
      readable = false;
      notices.refused(unreadable);
    }
  }

  private Page<SyncEntry> page(PageRequest request) throws RefusedException {
    return readable
        ? journal.list(user.caller(), query.filter(), request)
        : new Page<>(List.of(), 0);
  }

  /** The rows. */
  public PagedModel<SyncEntry> getSyncs() {
    return syncs;
  }

  /** The filter. */
  public SyncFilters getQuery() {
    return query;
  }

  /** What the kind may be. */
  public List<String> getKinds() {
    return List.of("full", "delta");
  }

  /** Whether there is anything to draw. */
  public boolean isBlank() {
    return hours.stream().allMatch(hour -> hour.done() + hour.failed() == 0);
  }

  /** All syncs of the charts. */
  public long getTotal() {
    return hours.stream().mapToLong(hour -> hour.done() + hour.failed()).sum();
  }

  /** Those of the charts that failed. */
  public long getFailed() {
    return hours.stream().mapToLong(SyncHour::failed).sum();
  }

  /** All rows of the charts. */
  public long getRows() {
    return hours.stream().mapToLong(SyncHour::rows).sum();
  }

  /** All bytes of the charts. */
  public long getBytes() {
    return hours.stream().mapToLong(SyncHour::bytes).sum();
  }

  /** Syncs: done, and failed below. */
  public BarChart<SyncHour> getCounts() {
    return new BarChart<>(hours, SyncHour::failed, SyncHour::done);
  }

  /** Durations: the median, and on top of it what the 95th percentile is above. */
  public BarChart<SyncHour> getDurations() {
    return new BarChart<>(hours, SyncListPage::median, hour -> p95(hour) - median(hour));
  }

  /** Bytes. */
  public BarChart<SyncHour> getVolumes() {
    return new BarChart<>(hours, SyncHour::bytes, hour -> 0);
  }

  /** What a chart says of an hour. */
  public String title(String chart, SyncHour hour) {
    var when = times.hour(hour.hour());
    if (hour.done() + hour.failed() == 0) {
      return texts.of("syncs.no-bar", when);
    }
    return switch (chart) {
      case "durations" ->
          texts.of("syncs.duration-bar", when, times.took(median(hour)), times.took(p95(hour)));
      case "volumes" -> texts.of("syncs.volume-bar", when, looks.bytes(hour.bytes()), hour.rows());
      default -> texts.of("overview.bar", when, hour.done(), hour.failed());
    };
  }

  /** When the charts end, in words. */
  public String getEnd() {
    return query.getUntil() == null ? texts.of("overview.now") : "";
  }

  /** What the result may be. */
  public List<String> getOutcomes() {
    return List.of("failed");
  }

  private static long median(SyncHour hour) {
    return hour.median() == null ? 0 : hour.median();
  }

  private static long p95(SyncHour hour) {
    return hour.p95() == null ? 0 : hour.p95();
  }
}
