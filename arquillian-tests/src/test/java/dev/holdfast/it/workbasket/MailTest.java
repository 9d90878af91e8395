package dev.holdfast.it.workbasket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.server.JobPackage;
import dev.holdfast.it.server.MailServer;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A member of a workbasket with an address")
class MailTest extends ServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final JobPackage jobs = new JobPackage(unique("mailed"));

  @Test
  @DisplayName(
      "is told by mail, through the server's mail session, that an issue has come, whatever the addresses of others")
  void told() {
    String address = unique("mia") + "@example.org";
    List<String> members =
        List.of(
            member("a-" + unique(MailServer.UNKNOWN) + "@example.org"),
            member("b no address"),
            member(address));
    String path = "/admin/workbaskets/" + jobs.workbasket();
    admin().put(path, admin().get(path).ok().header("ETag"), Map.of("users", members)).ok();
    TestUser worker = jobs.worker();
    ActionSubmission begin = jobs.begin(worker);
    device(worker).submit(begin, jobs.action(begin.caseId(), "end", 1, Map.of("note", "mine")));
    device(worker).submit(jobs.action(begin.caseId(), "end", 1, Map.of("note", "secret")));

    String mail = mailTo(address);

    assertThat(mail).contains("Subject: 1 new issue in " + jobs.workbasket());
    assertThat(mail).contains("From: holdfast@example.org", "already-completed", worker.name());
    assertThat(mail).doesNotContain("secret");
  }

  private String member(String address) {
    return newUser(Set.of("caseworker"), Map.of("email", List.of(address))).name();
  }

  private static String mailTo(String address) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      for (String mail : MailServer.received()) {
        if (mail.contains(address)) {
          return mail;
        }
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("no mail to " + address + " in " + MailServer.received());
  }
}
