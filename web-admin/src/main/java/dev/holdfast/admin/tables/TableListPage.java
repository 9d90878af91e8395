package dev.holdfast.admin.tables;

import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.tables.api.CapturedUnits;
import dev.holdfast.server.tables.api.CapturedUnits.UnitView;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of what is captured; its filter is in the page's address. */
@Named
@ViewScoped
public class TableListPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private CapturedUnits units;

  private @Nullable String kind;
  private final PagedModel<UnitView> rows =
      new PagedModel<>(this::page, unit -> unit.application() + '/' + unit.name());

  private Page<UnitView> page(PageRequest request) throws RefusedException {
    return units.list(user.caller(), kind, request);
  }

  /** How a unit stands: {@code problem}, {@code suspect} or {@code captured}. */
  public String state(UnitView unit) {
    if (unit.problem() != null) {
      return "problem";
    }
    return unit.suspectSince() != null ? "suspect" : "captured";
  }

  /** What a unit can be. */
  public List<String> getKinds() {
    return CapturedUnits.KINDS;
  }

  /** The rows. */
  public PagedModel<UnitView> getRows() {
    return rows;
  }

  /** Only units of this kind, null for all. */
  public @Nullable String getKind() {
    return kind;
  }

  /** Only units of this kind, null for all. */
  public void setKind(@Nullable String kind) {
    this.kind = kind;
  }
}
