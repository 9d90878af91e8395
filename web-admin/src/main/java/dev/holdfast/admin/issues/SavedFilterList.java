package dev.holdfast.admin.issues;

import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.FilterParameters;
import dev.holdfast.server.workbasket.api.SavedFilters;
import dev.holdfast.server.workbasket.api.SavedFilters.FilterValues;
import dev.holdfast.server.workbasket.api.SavedFilters.FilterView;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The filters that the user keeps, and those that others share. */
@Named
@ViewScoped
public class SavedFilterList implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private SavedFilters saved;
  @Inject private Notices notices;
  @Inject private Texts texts;

  /**
   * A kept filter as the page shows it.
   *
   * @param id the filter
   * @param version as it was seen
   * @param name its name
   * @param owner whose it is, null if it is the user's own
   * @param shared whether others see it
   * @param address the end of the address that shows its issues
   * @param removable whether the user may remove it
   */
  public record Line(
      UUID id,
      long version,
      String name,
      @Nullable String owner,
      boolean shared,
      String address,
      boolean removable)
      implements Serializable {}

  private List<Line> lines = List.of();
  private @Nullable String name;
  private boolean shared;

  /** Reads them. */
  public void load() throws RefusedException {
    lines = saved.list(user.caller()).stream().map(this::line).toList();
  }

  private Line line(FilterView filter) {
    var own = filter.owner().equals(user.getName());
    return new Line(
        filter.id(),
        filter.version(),
        filter.name(),
        own ? null : filter.owner(),
        filter.shared(),
        IssueQuery.ofFilter(filter.parameters()).getAddress(),
        own || user.isAdministrator());
  }

  /**
   * Keeps a query under the name; the user's own of that name becomes this one, and stays shared.
   */
  public @Nullable String save(IssueQuery query) {
    try {
      var as = name == null ? "" : name.strip();
      var before =
          lines.stream().filter(line -> line.owner() == null && line.name().equals(as)).findFirst();
      var values =
          new FilterValues(
              as,
              shared || before.map(Line::shared).orElse(false),
              FilterParameters.of(query.filter()));
      var kept =
          before.isPresent()
              ? saved.change(user.caller(), before.get().id(), before.get().version(), values)
              : saved.save(user.caller(), values);
      notices.done(texts.of("filters.kept", kept.name()));
      return list(IssueQuery.ofFilter(kept.parameters()));
    } catch (RefusedException refused) {
      notices.refused(refused);
      return null;
    }
  }

  /** Removes one, and stays at what a query shows. */
  public @Nullable String remove(Line line, IssueQuery query) {
    try {
      saved.remove(user.caller(), line.id(), line.version());
      notices.done(texts.of("filters.removed", line.name()));
      return list(query);
    } catch (RefusedException refused) {
      notices.refused(refused);
      return null;
    }
  }

  private static String list(IssueQuery query) {
    return Navigation.to(
        "/issues/list",
        query.getSaid().stream()
            .flatMap(one -> Stream.of(one.getKey(), one.getValue()))
            .toArray(String[]::new));
  }

  /** By name. */
  public List<Line> getLines() {
    return lines;
  }

  /** Under which name one is to be kept. */
  public @Nullable String getName() {
    return name;
  }

  /** Under which name one is to be kept. */
  public void setName(@Nullable String name) {
    this.name = name;
  }

  /** Whether others shall see it. */
  public boolean isShared() {
    return shared;
  }

  /** Whether others shall see it. */
  public void setShared(boolean shared) {
    this.shared = shared;
  }
}
