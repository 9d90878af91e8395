package dev.holdfast.server.fleet.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyField;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.ReceiveMode;
import dev.holdfast.kernel.policy.SendMode;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.server.fleet.api.Policies;
import dev.holdfast.server.fleet.api.PolicyTarget;
import dev.holdfast.server.fleet.api.PolicyTarget.Kind;
import dev.holdfast.server.fleet.api.PolicyView;
import dev.holdfast.server.history.internal.AuditBean;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.DirectoryOfRoles;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.StubPackages;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.testing.Waiters;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Policies in the database, and what of them holds for somebody. */
class PoliciesTest {
  private static final PolicyTarget APPLICATION =
      new PolicyTarget(
          Kind.APPLICATION, StubPackages.packages().active().get(0).definition().application());
  private static final PolicyTarget INSPECTORS = new PolicyTarget(Kind.ROLE, "inspector");
  private static final PolicyValues HOURLY =
      PolicyValues.NONE.withReceive(ReceiveMode.INTERVAL).withReceiveInterval(Duration.ofHours(1));

  private final TestDatabase database = TestDatabase.create();
  private final FleetData data = new FleetData(database.jdbc());
  private final TestBeans beans = beans();

  @BeforeEach
  void people() {
    data.user("alice", "inspector");
    data.user("sue", "supervisor");
    data.user("guest");
  }

  @Test
  void theMostSpecificPolicyThatSaysAValueHolds() {
    add(
        PolicyTarget.ALL,
        HOURLY
            .withBatch(50)
            .withSend(SendMode.MANUAL)
            .withWipeAfterWrongPassphrases(10)
            .withLockAfterOffline(Duration.ofDays(7))
            .withMetered(MeteredMode.SEND));
    add(APPLICATION, PolicyValues.NONE.withBatch(20).withReceive(ReceiveMode.LAUNCH));
    add(INSPECTORS, PolicyValues.NONE.withReceive(ReceiveMode.CONNECTED));

    assertThat(effective("alice").values())
        .isEqualTo(
            new PolicyValues(
                ReceiveMode.CONNECTED,
                3600,
                0,
                SendMode.MANUAL,
                0,
                20,
                10,
                7 * 24 * 3600,
                MeteredMode.SEND));
    assertThat(effective("alice").source(PolicyField.RECEIVE)).isEqualTo("role:inspector");
    assertThat(effective("alice").source(PolicyField.BATCH)).isEqualTo(APPLICATION.text());
    assertThat(effective("alice").source(PolicyField.SEND)).isEqualTo("everyone");
    assertThat(effective("alice").source(PolicyField.SEND_PAUSE)).isEqualTo("standard");
    assertThat(effective("sue").receive()).isEqualTo(ReceiveMode.LAUNCH);
    assertThat(effective("guest").batch()).isEqualTo(50);
  }

  @Test
  void whereNobodySaysAnythingTheStandardHolds() {
    assertThat(effective("alice")).isEqualTo(SyncPolicy.STANDARD);
  }

  @Test
  void aRemovedPolicyLeavesItsValuesToMoreGeneralOnes() {
    add(PolicyTarget.ALL, HOURLY);
    PolicyView inspectors = add(INSPECTORS, PolicyValues.NONE.withReceive(ReceiveMode.MANUAL));

    doing(
        () -> {
          policies().remove(FleetData.ADMIN, INSPECTORS, inspectors.version());
          return INSPECTORS;
        });

    assertThat(effective("alice").receive()).isEqualTo(ReceiveMode.INTERVAL);
    assertThat(page().items()).extracting(PolicyView::target).containsExactly("everyone");
  }

  @Test
  void theListBeginsWithEveryone() {
    add(INSPECTORS, HOURLY);
    add(APPLICATION, HOURLY);
    add(PolicyTarget.ALL, HOURLY);

    assertThat(page().total()).isEqualTo(3);
    assertThat(page().items())
        .extracting(PolicyView::target)
        .containsExactly("everyone", APPLICATION.text(), "role:inspector");
    assertThat(page().items()).extracting(PolicyView::values).containsOnly(HOURLY);
  }

  @Test
  void aChangeOfWhatWasChangedInTheMeantimeIsStale() {
    PolicyView seen = add(PolicyTarget.ALL, HOURLY);
    PolicyView changed =
        doing(
            () ->
                policies()
                    .change(
                        FleetData.ADMIN, PolicyTarget.ALL, seen.version(), HOURLY.withBatch(7)));

    assertThat(changed.version()).isGreaterThan(seen.version());
    assertRefused(
        "changed in the meantime",
        () -> policies().change(FleetData.ADMIN, PolicyTarget.ALL, seen.version(), HOURLY));
    assertRefused(
        "changed in the meantime",
        () -> {
          policies().remove(FleetData.ADMIN, PolicyTarget.ALL, seen.version());
          return seen;
        });
  }

  @Test
  void whatIsWrongIsSaid() {
    add(PolicyTarget.ALL, HOURLY);

    assertRefused("already", () -> policies().add(FleetData.ADMIN, PolicyTarget.ALL, HOURLY));
    assertRefused(
        "at least one value", () -> policies().add(FleetData.ADMIN, INSPECTORS, PolicyValues.NONE));
    assertRefused(
        "The batch size is 1 to 100 actions.",
        () -> policies().add(FleetData.ADMIN, INSPECTORS, HOURLY.withBatch(101)));
    assertRefused(
        "receiveIntervalSeconds is 10 to 2592000 seconds.",
        () ->
            policies()
                .add(
                    FleetData.ADMIN,
                    INSPECTORS,
                    HOURLY.withReceiveInterval(Duration.ofSeconds(9))));
    assertRefused(
        "There is no role pilot.",
        () -> policies().add(FleetData.ADMIN, new PolicyTarget(Kind.ROLE, "pilot"), HOURLY));
    assertRefused("application:NAME", () -> PolicyTarget.of("team:a"));
    assertRefused(
        "There is no user nobody.", () -> policies().effective(FleetData.ADMIN, "nobody"));
    assertRefused("", () -> policies().list(FleetData.ALICE, first()));
  }

  @Test
  @Timeout(30)
  void ofTwoWhoAddTheSameAtOnceTheSecondIsToldThatItIsThere() throws Exception {
    CompletableFuture<PolicyView> second =
        beans.inTransaction(
            () -> {
              policies().add(FleetData.ADMIN, INSPECTORS, HOURLY);
              CompletableFuture<PolicyView> waiting =
                  CompletableFuture.supplyAsync(() -> add(INSPECTORS, HOURLY.withBatch(7)));
              Waiters.await(database.jdbc());
              return waiting;
            });

    assertThatThrownBy(() -> second.get(20, TimeUnit.SECONDS))
        .rootCause()
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> second.get(20, TimeUnit.SECONDS))
        .hasStackTraceContaining("There is a policy for role:inspector already.")
        .hasStackTraceContaining(RefusedException.class.getName());
    assertThat(page().items()).extracting(PolicyView::values).containsExactly(HOURLY);
  }

  private void assertRefused(String message, Callable<?> work) {
    assertThatThrownBy(() -> beans.inTransaction(work))
        .hasCauseInstanceOf(RefusedException.class)
        .cause()
        .hasMessageContaining(message);
  }

  private PolicyView add(PolicyTarget target, PolicyValues values) {
    return doing(() -> policies().add(FleetData.ADMIN, target, values));
  }

  private SyncPolicy effective(String user) {
    return doing(() -> policies().effective(FleetData.ADMIN, user));
  }

  private Page<PolicyView> page() {
    return doing(() -> policies().list(FleetData.ADMIN, first()));
  }

  private static PageRequest first() {
    return new PageRequest(0, 10, null, false);
  }

  private <T> T doing(Callable<T> work) {
    return beans.inTransaction(work);
  }

  private Policies policies() {
    return beans.get(Policies.class);
  }

  private TestBeans beans() {
    TestBeans made =
        new TestBeans(
            database,
            List.of(StoredPolicy.class),
            List.of(
                AuditBean.class,
                PoliciesBean.class,
                PolicyRules.class,
                PolicyList.class,
                PolicyAudit.class,
                PolicyDirectoryBean.class,
                Targets.class));
    made.put(Packages.class, StubPackages.packages());
    made.put(Directory.class, new DirectoryOfRoles(database.jdbc()));
    return made;
  }
}
