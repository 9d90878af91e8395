package dev.holdfast.server.tables.internal;

import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.CapturedUnits;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows what is captured. */
@Stateless
public class CapturedUnitsFacade implements CapturedUnits {
  private static final PageRequest ONE = new PageRequest(0, 1, null, false);
  private static final int MAX_VERIFICATIONS = 50;

  private Jdbc jdbc;
  private Packages packages;
  private CaptureKeeper keeper;
  private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected CapturedUnitsFacade() {}

  @Inject
  CapturedUnitsFacade(Jdbc jdbc, Packages packages, CaptureKeeper keeper, Clock clock) {
    this.jdbc = jdbc;
    this.packages = packages;
    this.keeper = keeper;
    this.clock = clock;
  }

  @Override
  public Page<UnitView> list(Caller caller, @Nullable String kind, PageRequest page)
      throws RefusedException {
    caller.requireAdministrator();
    UnitList all = new UnitList(clock.instant());
    List<UnitView> part = (kind == null ? all : all.of(kind)).part(page).read(jdbc);
    long total =
        jdbc.one(UnitList.COUNT, row -> row.getLong(1), kind == null ? "%" : kind).orElse(0L);
    return new Page<>(part, total);
  }

  @Override
  public Optional<UnitView> find(Caller caller, String application, String unit)
      throws RefusedException {
    caller.requireAdministrator();
    UnitList named = new UnitList(clock.instant()).named(application, unit);
    return named.part(ONE).read(jdbc).stream().findFirst();
  }

  @Override
  public Page<BucketView> buckets(Caller caller, String application, String unit, PageRequest page)
      throws RefusedException {
    caller.requireAdministrator();
    BucketList list = new BucketList(name(application, unit), page);
    Optional<CaptureUnit> declared = declared(application, unit);
    return jdbc.with(sql -> list.read(sql, declared));
  }

  @Override
  public List<Verified> verifications(Caller caller, String application, String unit, int limit)
      throws RefusedException {
    caller.requireAdministrator();
    return jdbc.list(
        "SELECT * FROM holdfast.capture_verification WHERE unit = ? ORDER BY at DESC LIMIT ?",
        UnitList::verified,
        name(application, unit),
        Math.min(limit, MAX_VERIFICATIONS));
  }

  @Override
  public String ddl(Caller caller, String application, String unit) throws RefusedException {
    caller.requireAdministrator();
    CaptureUnit declared =
        declared(application, unit).orElseThrow(() -> missing(application, unit));
    DdlText text = jdbc.with(sql -> DdlText.of(sql, List.of(declared)));
    if (!text.findings().isEmpty()) {
      throw new RefusedException(ErrorCode.CONFLICT, text.findings().get(0).message());
    }
    return text.sql();
  }

  /** What the unit's objects are called. */
  private String name(String application, String unit) throws RefusedException {
    return jdbc.one(
            "SELECT name FROM holdfast.capture_unit"
                + " WHERE application = ? AND unit = ? AND retired_at IS NULL",
            row -> row.getString(1),
            application,
            unit)
        .orElseThrow(() -> missing(application, unit));
  }

  private Optional<CaptureUnit> declared(String application, String unit) {
    List<CaptureUnit> units =
        packages
            .active(application)
            .map(logic -> keeper.units(logic.definition()))
            .orElseGet(keeper::own);
    return units.stream()
        .filter(u -> u.application().equals(application) && u.name().equals(unit))
        .findFirst();
  }

  private static RefusedException missing(String application, String unit) {
    return new RefusedException(
        ErrorCode.NOT_FOUND, "Nothing is captured as " + application + '/' + unit + '.');
  }
}
