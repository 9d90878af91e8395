package dev.holdfast.server.workbasket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.identity.internal.StoredAddresses;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.workbasket.internal.IssueData.Draft;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is told of which new issues by mail, and once. */
class IssueMailTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private record Sent(Set<String> to, String subject, String text) {}

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final IssueData issues = new IssueData(jdbc);
  private final List<Sent> sent = new ArrayList<>();
  private boolean away;
  private final IssueMail mail =
      new IssueMail(
          new IssueNews(jdbc, new StoredAddresses(jdbc), Clock.fixed(NOON, ZoneOffset.UTC)),
          this::send,
          new Settings() {
            @Override
            @SuppressWarnings("unchecked") // the only setting asked for is a text
            public <T> T get(Setting<T> setting) {
              return (T) "https://example.org/console";
            }
          });

  IssueMailTest() {
    user("mia", "caseworker", "mia@example.org");
    user("nick", "caseworker", "nick@example.org");
    user("olga", "inspector", "olga@example.org");
    user("paul", "caseworker", "paul@example.org");
    jdbc.update("INSERT INTO holdfast.user_role VALUES ('nick', 'night-shift')");
    jdbc.update("UPDATE holdfast.app_user SET enabled = false WHERE name = 'paul'");
    jdbc.update(
        "INSERT INTO holdfast.workbasket VALUES ('north', '{mia,olga,paul}', '{night-shift}', 1)");
  }

  private void user(String name, String role, String address) {
    jdbc.update("INSERT INTO holdfast.app_user VALUES (?, ?, '', true, 0, 1)", name, name);
    jdbc.update("INSERT INTO holdfast.user_role VALUES (?, ?)", name, role);
    jdbc.update("INSERT INTO holdfast.user_attribute VALUES (?, 'email', ?)", name, address);
  }

  private void send(Set<String> to, String subject, String text) throws Post.UndeliveredException {
    if (away) {
      throw new Post.UndeliveredException(new IOException("away"));
    }
    sent.add(new Sent(to, subject, text));
  }

  @Test
  void membersWhoMayDecideAreToldOfAllThatCameOnceAndOfNothingElse() {
    for (int i = 0; i < 22; i++) {
      issues.add(Draft.PLAIN.in("north"));
    }
    issues.add(Draft.PLAIN.in("south"));
    issues.add(Draft.PLAIN.in("north").as("resolved"));
    issues.add(Draft.PLAIN.in("north").at("2026-10-30T12:00:00Z"));

    mail.tell();
    mail.tell();

    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).to()).containsExactly("mia@example.org", "nick@example.org");
    assertThat(sent.get(0).subject()).isEqualTo("22 new issues in north");
    assertThat(sent.get(0).text())
        .contains("stale, inspection, by alice", "and 2 more")
        .endsWith("https://example.org/console/issues/list?workbasket=north\n");
    issues.add(Draft.PLAIN.in("north"));
    mail.tell();
    assertThat(sent.get(1).subject()).isEqualTo("1 new issue in north");
  }

  @Test
  void whatCouldNotBeSentIsSentWithTheNext() {
    issues.add(Draft.PLAIN.in("north"));
    away = true;
    mail.tell();
    away = false;
    issues.add(Draft.PLAIN.in("north"));

    mail.tell();

    assertThat(sent).extracting(Sent::subject).containsExactly("2 new issues in north");
  }
}
