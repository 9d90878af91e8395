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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is told of which new issues by mail, and once. */
class IssueMailTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final String MIA = "mia@example.org";
  private static final String NICK = "nick@example.org";

  private static final String MORE =
      """
      INSERT INTO holdfast.issue (id, workbasket, application, case_id, case_type, action, action_id, reason, messages,
        status, user_name, device_id, device_name, sequence, received_at, payload, package_version, version)
      SELECT gen_random_uuid(), workbasket, application, case_id, case_type, action, gen_random_uuid(), reason, messages,
        status, user_name, device_id, device_name, sequence, ?::timestamptz, payload, package_version, version
      FROM (SELECT * FROM holdfast.issue LIMIT 1) one, generate_series(1, ?)
      """;

  private record Sent(String to, String subject, String text) {}

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final IssueData issues = new IssueData(jdbc);
  private final List<Sent> sent = new ArrayList<>();
  private final Map<String, Exception> failures = new HashMap<>();
  private Duration interval = Duration.ofMinutes(5);
  private final Settings settings =
      new Settings() {
        @Override
        @SuppressWarnings("unchecked") // as the settings are declared
        public <T> T get(Setting<T> setting) {
          return (T)
              (setting == WorkbasketSettings.MAIL_INTERVAL
                  ? interval
                  : "https://example.org/console");
        }
      };
  private final IssueMail mail =
      new IssueMail(
          new IssueNews(
              jdbc, new StoredAddresses(jdbc), Clock.fixed(NOON, ZoneOffset.UTC), settings),
          this::send,
          settings);

  IssueMailTest() {
    user("mia", "caseworker", MIA);
    user("nick", "caseworker", NICK);
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

  private void send(String to, String subject, String text) throws Post.UndeliveredException {
    Exception failure = failures.get(to);
    if (failure instanceof Post.UndeliveredException undelivered) {
      throw undelivered;
    }
    if (failure instanceof RuntimeException unforeseen) {
      throw unforeseen;
    }
    sent.add(new Sent(to, subject, text));
  }

  private static Post.UndeliveredException refused(Post.Refusal refusal) {
    return new Post.UndeliveredException(refusal, new IOException(refusal.name()));
  }

  private List<String> told() {
    return sent.stream().map(mail -> mail.to() + ": " + mail.subject()).toList();
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

    assertThat(told())
        .containsExactly(MIA + ": 22 new issues in north", NICK + ": 22 new issues in north");
    assertThat(sent.get(0).text())
        .contains("stale, inspection, by alice", "and 2 more")
        .endsWith("https://example.org/console/issues/list?workbasket=north\n");
    sent.clear();
    issues.add(Draft.PLAIN.in("north"));
    mail.tell();
    assertThat(told())
        .containsExactly(MIA + ": 1 new issue in north", NICK + ": 1 new issue in north");
  }

  @Test
  void whatWaitsBehindAnotherOneIsNoNewsUntilItIsAHead() {
    UUID head = issues.add(Draft.PLAIN.in("north"));
    UUID behind = issues.addBehind(head, Draft.PLAIN.in("north"));
    mail.tell();
    mail.tell();
    assertThat(told())
        .containsExactly(MIA + ": 1 new issue in north", NICK + ": 1 new issue in north");

    sent.clear();
    leads(behind, "open");
    mail.tell();
    assertThat(told())
        .containsExactly(MIA + ": 1 new issue in north", NICK + ": 1 new issue in north");
  }

  @Test
  void aHeadIsNewsFromWhenItBecameOneHoweverLongItWaitedUnlessSomebodyHasItAlready() {
    UUID head = issues.add(Draft.PLAIN.in("north").as("resolved"));
    UUID old = issues.addBehind(head, Draft.PLAIN.in("north").at("2026-09-01T12:00:00Z"));
    UUID taken = issues.addBehind(head, Draft.PLAIN.in("north").at("2026-11-01T11:00:00Z"));
    leads(old, "open");
    leads(taken, "claimed");

    mail.tell();
    mail.tell();

    assertThat(told())
        .containsExactly(MIA + ": 1 new issue in north", NICK + ": 1 new issue in north");
  }

  private void leads(UUID issue, String status) {
    jdbc.update(
        "UPDATE holdfast.issue SET status = ?, head = NULL, led_at = '2026-11-01T11:59:00Z' WHERE id = ?",
        status,
        issue);
  }

  @Test
  void whatCouldNotBeSentIsSentWithTheNext() {
    issues.add(Draft.PLAIN.in("north"));
    failures.put(MIA, refused(Post.Refusal.ALL));
    mail.tell();
    assertThat(sent).isEmpty();
    failures.clear();
    issues.add(Draft.PLAIN.in("north"));

    mail.tell();

    assertThat(told())
        .containsExactly(MIA + ": 2 new issues in north", NICK + ": 2 new issues in north");
  }

  @Test
  void anAddressThatIsRefusedForGoodCostsNobodyElseTheMailAndIsLeftAlone() {
    issues.add(Draft.PLAIN.in("north"));
    failures.put(MIA, refused(Post.Refusal.ADDRESS));

    mail.tell();
    failures.clear();
    mail.tell();

    assertThat(told()).containsExactly(NICK + ": 1 new issue in north");
  }

  @Test
  void whoHasGotTheMailDoesNotGetItAgainWithThatOfSomebodyWhoHasNot() {
    issues.add(Draft.PLAIN.in("north"));
    failures.put(MIA, refused(Post.Refusal.MAIL));
    mail.tell();
    failures.clear();
    issues.add(Draft.PLAIN.in("north"));

    mail.tell();

    assertThat(told())
        .containsExactly(
            NICK + ": 1 new issue in north",
            MIA + ": 2 new issues in north",
            NICK + ": 1 new issue in north");
  }

  @Test
  void whatNobodyForesawForOneWorkbasketLosesNoMailOfAnyWorkbasket() {
    jdbc.update("INSERT INTO holdfast.workbasket VALUES ('south', '{}', '{night-shift}', 1)");
    issues.add(Draft.PLAIN.in("north"));
    issues.add(Draft.PLAIN.in("south"));
    failures.put(MIA, new IllegalStateException("unforeseen"));

    mail.tell();
    assertThat(told()).containsExactly(NICK + ": 1 new issue in south");
    failures.clear();
    mail.tell();

    assertThat(told())
        .containsExactly(
            NICK + ": 1 new issue in south",
            MIA + ": 1 new issue in north",
            NICK + ": 1 new issue in north");
  }

  @Test
  void whatPiledUpWhileMailWasOffDelaysNoNews() {
    issues.add(Draft.PLAIN.in("north").at("2026-10-30T12:00:00Z"));
    jdbc.update(MORE, "2026-10-30T12:00:00Z", 1_100);
    jdbc.update(MORE, "2026-11-01T12:00:00Z", 1_001);

    mail.tell();

    assertThat(told())
        .containsExactly(MIA + ": 1001 new issues in north", NICK + ": 1001 new issues in north");
  }

  @Test
  void aFailureIsStillNewsAtTheNextOfRareIntervals() {
    interval = Duration.ofDays(1);
    issues.add(Draft.PLAIN.in("north").at("2026-10-31T00:00:00Z"));

    mail.tell();

    assertThat(sent).hasSize(2);
  }
}
