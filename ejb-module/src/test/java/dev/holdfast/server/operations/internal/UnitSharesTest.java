package dev.holdfast.server.operations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.server.operations.api.Shipments;
import dev.holdfast.server.operations.api.Shipments.BucketShare;
import dev.holdfast.server.operations.api.Shipments.UnitShare;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.tables.api.CapturedUnit;
import dev.holdfast.server.tables.internal.BucketSumsBean;
import dev.holdfast.server.tables.internal.InstalledCapture;
import dev.holdfast.server.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What goes to a user with more buckets than a page takes. */
class UnitSharesTest {
  private static final String PACKAGE =
      """
      application: field
      version: 1.0.0
      user-attributes: {states: {type: text, many: true}}
      roles: [inspector]
      tables:
        airport:
          source: demo.airport
          key: [iata]
          columns: [iata, state]
          scope: row.state in user.states
          receive: changes
      """;

  @Test
  void aShipmentHasSomeBucketsAndTheSumOfAllAndPagesHaveEachOnce() throws Exception {
    TestDatabase database = TestDatabase.create();
    database
        .jdbc()
        .with(
            sql -> {
              sql.run(
                  "CREATE SCHEMA demo; CREATE TABLE demo.airport (iata text PRIMARY KEY, state text);"
                      + " INSERT INTO demo.airport SELECT 'A' || i, 's' || i % 400 FROM generate_series(1, 800) i");
              return "";
            });
    ApplicationPackage definition = PackageReader.read(PACKAGE);
    InstalledCapture.of(database, definition);
    CapturedUnit unit = database.jdbc().with(sql -> InstalledCapture.unit(sql, "airport"));
    List<String> states = IntStream.range(0, 250).mapToObj(i -> "s" + i).toList();
    UnitShares shares =
        new UnitShares(
            new BucketSumsBean(database.jdbc()),
            new User("alice", Set.of("inspector"), Map.of("states", states)));

    UnitShare share = shares.of(definition, "airport", unit);
    List<BucketShare> all = new ArrayList<>();
    for (int offset = 0; offset < 250; offset += 50) {
      Page<BucketShare> page =
          shares.buckets(definition, "airport", unit, new PageRequest(offset, 50, null, false));
      assertThat(page.total()).isEqualTo(250);
      all.addAll(page.items());
    }

    assertThat(share.buckets()).hasSize(Shipments.BUCKETS).isEqualTo(all.subList(0, 100));
    assertThat(share.moreBuckets()).isEqualTo(150);
    assertThat(share.rows()).isEqualTo(500);
    assertThat(share.bytes()).isPositive();
    assertThat(all).extracting(BucketShare::terms).hasSize(250).doesNotHaveDuplicates();
    assertThat(all).allMatch(bucket -> bucket.rows() == 2 && bucket.bytes() > 0);
  }
}
