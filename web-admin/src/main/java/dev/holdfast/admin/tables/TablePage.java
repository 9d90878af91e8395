package dev.holdfast.admin.tables;

import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.tables.api.CapturedUnits;
import dev.holdfast.server.tables.api.CapturedUnits.BucketView;
import dev.holdfast.server.tables.api.CapturedUnits.UnitView;
import dev.holdfast.server.tables.api.CapturedUnits.Verified;
import dev.holdfast.server.tables.api.OfflineTables;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One captured table or case type: its buckets, its SQL, what verifications found; verifies it. */
@Named
@ViewScoped
public class TablePage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int VERIFICATIONS = 10;

  @Inject private CurrentUser user;
  @Inject private CapturedUnits units;
  @Inject private OfflineTables tables;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private @Nullable String application;
  private @Nullable String name;
  private transient @Nullable UnitView unit;
  private transient List<Verified> verifications = List.of();
  private transient @Nullable String ddl;
  private final PagedModel<BucketView> buckets = new PagedModel<>(this::page, BucketView::id);

  /** Finds the unit as it stands now. */
  public void load() throws RefusedException {
    if (application != null && name != null) {
      unit = units.find(user.caller(), application, name).orElse(null);
    }
    if (Navigation.found(unit)) {
      verifications =
          units.verifications(
              user.caller(), getUnit().application(), getUnit().name(), VERIFICATIONS);
      ddl = sql();
    }
  }

  /** Of a unit that doesn't fit there is no SQL; its problem is shown. */
  private @Nullable String sql() throws RefusedException {
    try {
      return units.ddl(user.caller(), getUnit().application(), getUnit().name());
    } catch (RefusedException unfit) {
      return null;
    }
  }

  private Page<BucketView> page(PageRequest request) throws RefusedException {
    return application == null || name == null
        ? new Page<>(List.of(), 0)
        : units.buckets(user.caller(), application, name, request);
  }

  /** Compares the source and what was captured of it, and repairs. */
  public @Nullable String verify() {
    if (application == null || name == null) {
      return null;
    }
    try {
      var found = tables.verify(user.caller(), application, name);
      var differences = found.missing() + found.extra() + found.different();
      notices.done(
          differences == 0
              ? texts.of("table.verified-clean")
              : texts.of(
                  "table.verified-repaired", found.missing(), found.extra(), found.different()));
    } catch (RefusedException refused) {
      notices.refused(refused);
    }
    return Navigation.to("/tables/table", "application", application, "name", name);
  }

  /** The unit. */
  public UnitView getUnit() {
    if (unit == null) {
      throw new IllegalStateException("No unit was loaded for this page");
    }
    return unit;
  }

  /** Whether it can be verified as it is now. */
  public boolean isVerifiable() {
    return getUnit().problem() == null;
  }

  /** Its buckets. */
  public PagedModel<BucketView> getBuckets() {
    return buckets;
  }

  /** The newest verifications. */
  public List<Verified> getVerifications() {
    return verifications;
  }

  /** The SQL that captures it, null if it doesn't fit. */
  public @Nullable String getDdl() {
    return ddl;
  }

  /** The unit's application. */
  public @Nullable String getApplication() {
    return application;
  }

  /** The unit's application. */
  public void setApplication(@Nullable String application) {
    this.application = application;
  }

  /** The unit's name. */
  public @Nullable String getName() {
    return name;
  }

  /** The unit's name. */
  public void setName(@Nullable String name) {
    this.name = name;
  }
}
