package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.CapturedUnits;
import dev.holdfast.server.tables.api.CapturedUnits.BucketView;
import dev.holdfast.server.tables.api.CapturedUnits.UnitView;
import dev.holdfast.server.tables.api.CapturedUnits.Verified;
import dev.holdfast.server.tables.api.UnitSource;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapturedUnitsTest {
  private static final PageRequest FIRST = new PageRequest(0, 10, null, false);

  private final TestDatabase database = database();
  private final CapturedUnits units =
      new CapturedUnitsFacade(
          database.jdbc(),
          noPackages(),
          new CaptureKeeper(database.jdbc(), List.of(items())),
          Clock.systemUTC());

  @BeforeEach
  void write() {
    database.jdbc().update("INSERT INTO demo.site VALUES (1, 'r1', 'AK'), (2, 'r1', 'W,A')");
    database
        .jdbc()
        .update(
            "INSERT INTO demo.item (id, sub, site, owner) VALUES"
                + " (1, 'a', 1, 'ann'), (2, 'a', 1, 'ann'), (3, 'a', 2, NULL)");
  }

  @Test
  void aUnitIsListedWithWhatIsCarriedAndItsSizes() throws RefusedException {
    UnitView item = units.list(FleetData.ADMIN, null, FIRST).items().get(0);

    assertThat(item.name()).isEqualTo("item");
    assertThat(item.kind()).isEqualTo("table");
    assertThat(item.rows()).isEqualTo(5);
    assertThat(item.buckets()).isEqualTo(3);
    assertThat(item.sum()).hasSize(16);
    assertThat(item.bytes()).isPositive();
    assertThat(item.sourceBytes()).isPositive();
    assertThat(item.changedAt()).isNotNull();
    assertThat(item.verified()).isNull();
  }

  @Test
  void unitsAreOfOneKindAndSortedByWhatIsAskedFor() throws RefusedException {
    assertThat(units.list(FleetData.ADMIN, "case", FIRST).items()).isEmpty();
    for (String key : List.of("name", "source", "rows", "buckets", "bytes", "changed")) {
      PageRequest sorted = new PageRequest(0, 10, key, true);
      assertThat(units.list(FleetData.ADMIN, null, sorted).total()).isEqualTo(1);
    }
    PageRequest other = new PageRequest(0, 10, "u.name", true);
    assertThatThrownBy(() -> units.list(FleetData.ADMIN, null, other))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void aBucketIsNamedByARowThatItHas() throws RefusedException {
    var page = units.buckets(FleetData.ADMIN, "app", "item", new PageRequest(0, 10, "rows", true));

    assertThat(page.total()).isEqualTo(3);
    assertThat(page.items())
        .extracting(BucketView::terms)
        .containsExactlyInAnyOrder("owner=ann", "site.state=AK", "site.state=\"W,A\"");
    assertThat(page.items()).extracting(BucketView::rows).containsExactly(2L, 2L, 1L);
  }

  @Test
  void aBucketWhoseRowsTheSourceDoesNotHaveKeepsItsNumber() throws RefusedException {
    database.jdbc().update("ALTER TABLE demo.item DISABLE TRIGGER USER");
    database.jdbc().update("DELETE FROM demo.item WHERE id = 3");

    assertThat(units.buckets(FleetData.ADMIN, "app", "item", FIRST).items())
        .filteredOn(bucket -> bucket.terms() == null)
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum = sum + 1", "rows = rows + 1"})
  void aVerificationPutsSumsRightThatAreNotThoseOfTheirEntries(String wrong)
      throws RefusedException {
    UnitWork work = new UnitWork(database.jdbc());
    String unit = CaptureFixture.captured(database, "item").name();
    List<BucketView> before = units.buckets(FleetData.ADMIN, "app", "item", FIRST).items();
    database.jdbc().update("UPDATE holdfast.bucket_change SET " + wrong);

    assertThat(work.verify(unit, "admin").sums()).isEqualTo(3);

    assertThat(units.buckets(FleetData.ADMIN, "app", "item", FIRST).items())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("changedAt")
        .containsExactlyElementsOf(before);
    assertThat(work.verify(unit, "admin").isClean()).isTrue();
  }

  @Test
  void aVerificationIsRememberedWithWhatItFoundAndWhoAsked() throws RefusedException {
    UnitWork work = new UnitWork(database.jdbc());
    String unit = CaptureFixture.captured(database, "item").name();
    database.jdbc().update("ALTER TABLE demo.item DISABLE TRIGGER USER");
    database.jdbc().update("DELETE FROM demo.item WHERE id = 1");
    database
        .jdbc()
        .update("INSERT INTO holdfast.capture_suspicion (unit, reason) VALUES (?, 'seen')", unit);

    assertThat(find().suspectSince()).isNotNull();
    work.verifySuspect(unit);
    work.verify(unit, "admin");

    List<Verified> found = units.verifications(FleetData.ADMIN, "app", "item", 5);
    assertThat(found).extracting(Verified::askedBy).containsExactly("admin", null);
    assertThat(found).extracting(Verified::reason).containsExactly(null, "seen");
    assertThat(found).extracting(Verified::extra).containsExactly(0L, 2L);
    assertThat(find().suspectSince()).isNull();
    assertThat(find().verified()).isEqualTo(found.get(0));
    assertThat(
            database
                .jdbc()
                .list(
                    "SELECT kind || ' ' || subject || ': ' || detail FROM holdfast.raised_alert",
                    row -> row.getString(1)))
        .containsExactly(
            "drift app/item: 0 missing, 2 extra, 0 different; verified because: seen. It is"
                + " repaired.");
  }

  @Test
  void onlyTheNewestVerificationsAreKept() throws RefusedException {
    UnitWork work = new UnitWork(database.jdbc());
    String unit = CaptureFixture.captured(database, "item").name();
    database
        .jdbc()
        .update(
            "INSERT INTO holdfast.capture_verification SELECT ?, now() - i * interval '1 s', 'old',"
                + " NULL, 0, 0, 0 FROM generate_series(1, 60) i",
            unit);

    work.verify(unit, "admin");

    assertThat(
            database
                .jdbc()
                .one("SELECT count(*) FROM holdfast.capture_verification", r -> r.getInt(1)))
        .contains(50);
    assertThat(units.verifications(FleetData.ADMIN, "app", "item", 1).get(0).askedBy())
        .isEqualTo("admin");
  }

  @Test
  void theSqlOfAUnitIsItsOwn() throws RefusedException {
    assertThat(units.ddl(FleetData.ADMIN, "app", "item")).contains("CREATE", "\"demo\".\"item\"");
    assertThatThrownBy(() -> units.ddl(FleetData.ADMIN, "app", "nothing"))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void onlyAdministratorsSeeIt() {
    assertThatThrownBy(() -> units.list(FleetData.ALICE, null, FIRST))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> units.buckets(FleetData.ALICE, "app", "item", FIRST))
        .isInstanceOf(RefusedException.class);
  }

  private UnitView find() throws RefusedException {
    return units.find(FleetData.ADMIN, "app", "item").orElseThrow();
  }

  private static TestDatabase database() {
    try {
      return CaptureFixture.database();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static UnitSource items() {
    return new UnitSource() {
      @Override
      public List<CaptureUnit> of(ApplicationPackage definition) {
        return List.of();
      }

      @Override
      public List<CaptureUnit> always() {
        return List.of(CaptureFixture.ITEM);
      }
    };
  }

  private static Packages noPackages() {
    return (Packages)
        Proxy.newProxyInstance(
            Packages.class.getClassLoader(),
            new Class<?>[] {Packages.class},
            (proxy, method, arguments) -> Optional.empty());
  }
}
