package dev.holdfast.server.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.identity.api.UserView;
import dev.holdfast.server.identity.api.Users;
import dev.holdfast.server.identity.api.Users.UserChange;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.StatementCounter;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.testing.Waiters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UserListTest {
  private final StatementCounter statements = new StatementCounter();
  private final TestDatabase database = TestDatabase.create();
  private final FleetData data = new FleetData(database.jdbc());
  private final TestBeans beans = IdentityBeans.on(database.counted(statements));
  private final Users users = beans.get(Users.class);

  @Test
  void needsOneStatementForThePageAndOneForTheTotalHoweverManyUsersThereAre() {
    for (int i = 0; i < 40; i++) {
      data.user("user" + i, "inspector", "supervisor");
    }
    statements.take();

    Page<UserView> page = list("", 0, 25);

    assertThat(statements.take()).isEqualTo(2);
    assertThat(page.items()).hasSize(25);
    assertThat(page.total()).isEqualTo(40);
  }

  @Test
  void hasWhatThePageOfAUserHas() {
    data.user("alice", "supervisor", "inspector");
    data.user("bob");
    database
        .jdbc()
        .update(
            "INSERT INTO holdfast.user_attribute VALUES"
                + " ('alice', 'states', 'WA'), ('alice', 'states', 'AK'), ('alice', 'team', 'x')");

    assertThat(list("", 0, 10).items())
        .containsExactly(
            new UserView(
                "alice",
                "alice Doe",
                Set.of("inspector", "supervisor"),
                Map.of("states", List.of("AK", "WA"), "team", List.of("x")),
                true,
                0),
            new UserView("bob", "bob Doe", Set.of(), Map.of(), true, 0));
    assertThat(list("ICE D", 0, 10).items()).extracting(UserView::name).containsExactly("alice");
    assertThat(list("%", 0, 10).items()).isEmpty();
    assertThat(list("", 1, 10).items()).extracting(UserView::name).containsExactly("bob");
  }

  @Test
  @Timeout(30)
  void ofTwoWhoAddTheSameNameAtOnceTheSecondIsToldThatItIsThere() throws Exception {
    UserChange values = new UserChange("a long password", null, null, null, null);
    CompletableFuture<UserView> second =
        beans.inTransaction(
            () -> {
              users.add(FleetData.ADMIN, "carol", values);
              CompletableFuture<UserView> waiting =
                  CompletableFuture.supplyAsync(
                      () -> beans.inTransaction(() -> users.add(FleetData.ADMIN, "CAROL", values)));
              Waiters.await(database.jdbc());
              return waiting;
            });

    assertThatThrownBy(() -> second.get(20, TimeUnit.SECONDS))
        .hasStackTraceContaining("There is a user CAROL (upper or lower case) already.")
        .hasStackTraceContaining(RefusedException.class.getName());
    assertThat(list("", 0, 10).items()).extracting(UserView::name).containsExactly("carol");
  }

  private Page<UserView> list(String text, int offset, int limit) {
    PageRequest page = new PageRequest(offset, limit, null, false);
    return beans.inTransaction(() -> users.list(FleetData.ADMIN, text, page));
  }
}
