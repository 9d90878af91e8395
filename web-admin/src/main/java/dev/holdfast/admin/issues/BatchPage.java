package dev.holdfast.admin.issues;

import dev.holdfast.admin.shell.Ids;
import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueBatches;
import dev.holdfast.server.workbasket.api.IssueBatches.BatchView;
import dev.holdfast.server.workbasket.api.IssueBatches.ItemView;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.json.JsonString;
import java.io.Serializable;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One batch of decisions with its issues, live while it runs. */
@Named
@ViewScoped
public class BatchPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long MANY = 10_000;

  /**
   * Issues in one state.
   *
   * @param state the state
   * @param issues how many
   */
  public record Count(String state, long issues) {}

  @Inject private CurrentUser user;
  @Inject private IssueBatches batches;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private @Nullable String id;
  private @Nullable String state;
  private transient @Nullable BatchView batch;
  private final PagedModel<ItemView> items =
      new PagedModel<>(this::page, item -> item.issue().toString());

  /** Finds the batch as it stands now. */
  public void load() throws RefusedException {
    var wanted = Ids.of(id);
    batch = wanted == null ? null : batches.find(user.caller(), wanted).orElse(null);
    Navigation.found(batch);
  }

  private Page<ItemView> page(PageRequest request) throws RefusedException {
    return batches.items(user.caller(), getBatch().id(), state, request);
  }

  /** Ends it; what was decided stays. */
  public void cancel() throws RefusedException {
    try {
      batch = batches.cancel(user.caller(), getBatch().id());
      notices.done(texts.of("batch.cancelled"));
    } catch (RefusedException refused) {
      notices.refused(refused);
      load();
    }
  }

  /** Whether it decides on more. */
  public boolean isRunning() {
    return "running".equals(getBatch().status());
  }

  /** How often the page looks again: counting many issues takes the database its time. */
  public int getPollSeconds() {
    return getBatch().progress().issues() > MANY ? 10 : 2;
  }

  /** The batch. */
  public BatchView getBatch() {
    if (batch == null) {
      throw new IllegalStateException("No batch was loaded for this page");
    }
    return batch;
  }

  /** Which issues it was started on. */
  public IssueQuery getQuery() {
    Map<String, String> parameters = new TreeMap<>();
    try (var reader = Json.createReader(new StringReader(getBatch().filter()))) {
      reader
          .readObject()
          .forEach((name, value) -> parameters.put(name, ((JsonString) value).getString()));
    }
    return IssueQuery.ofFilter(parameters);
  }

  /** How many issues stand how. */
  public List<Count> getCounts() {
    var progress = getBatch().progress();
    return List.of(
        new Count("waiting", progress.waiting()),
        new Count("done", progress.done()),
        new Count("failed", progress.failed()),
        new Count("skipped", progress.skipped()));
  }

  /** Its issues. */
  public PagedModel<ItemView> getItems() {
    return items;
  }

  /** Only issues in this state are listed, null for all. */
  public @Nullable String getState() {
    return state;
  }

  /** Only issues in this state are listed, null for all. */
  public void setState(@Nullable String state) {
    this.state = state;
  }

  /** The batch's id. */
  public @Nullable String getId() {
    return id;
  }

  /** The batch's id. */
  public void setId(@Nullable String id) {
    this.id = id;
  }
}
