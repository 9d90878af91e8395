package dev.holdfast.it.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.hooks.Receiver.Received;
import dev.holdfast.it.hooks.observer.Broken;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.JobPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestDevice;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A webhook")
class WebhooksTest extends ServerTest {
  private final JobPackage jobs = new JobPackage(unique("hooked"));
  private final TestUser worker = jobs.worker();
  private final TestDevice device = device(worker);
  private @Nullable Receiver receiver;
  private String path = "";
  private String secret = "";

  @AfterEach
  void away() {
    if (!path.isEmpty()) {
      String seen = admin().get(path).header("ETag");
      admin().send(path, request -> request.header("If-Match", seen).DELETE());
    }
    if (receiver != null) {
      receiver.close();
    }
  }

  private Receiver receiver(Integer... answers) {
    Receiver made = new Receiver(answers);
    receiver = made;
    Answer added = admin().post("/admin/webhooks", wanted(made.url()));
    assertThat(added.status()).isEqualTo(201);
    path = "/admin/webhooks/" + added.json().at("/webhook/id").asText();
    secret = added.json().path("secret").asText();
    return made;
  }

  private Map<String, Object> wanted(String url) {
    return Map.of(
        "name", jobs.application(), "url", url, "applications", List.of(jobs.application()));
  }

  private ActionSubmission write(ActionSubmission begin, long version, String note) {
    return jobs.action(begin.caseId(), "write", version, Map.of("note", note));
  }

  private void assertGenuine(Received message) throws Exception {
    assertThat(
            new Verification(secret)
                .isGenuine(
                    message.id(),
                    message.timestamp(),
                    message.signatures(),
                    message.body(),
                    Instant.now()))
        .isTrue();
  }

  @Test
  @DisplayName("is told of each action once it is committed, signed, once, and in order")
  void told() throws Exception {
    Receiver other = receiver();
    ActionSubmission begin = jobs.begin(worker);
    ActionSubmission write = write(begin, 1, "lamp");
    ActionSubmission end = jobs.action(begin.caseId(), "end", 2, Map.of("note", "lamp"));

    device.submit(begin, write, end);
    device.submit(begin, write, end);
    ActionSubmission late = write(begin, 3, "too late");
    device.submit(late);

    for (ActionSubmission each : List.of(begin, write, end, late)) {
      Received message = other.next();
      assertGenuine(message);
      assertThat(message.action()).isEqualTo(each.id().toString());
    }
    assertThat(other.isQuiet()).isTrue();
    JsonNode list = admin().get(path + "/deliveries").ok().json();
    assertThat(list.path("total").asInt()).isEqualTo(4);
    assertThat(list.at("/items/0/kind").asText()).isEqualTo("parked");
  }

  @Test
  @DisplayName("that fails gets the same message again, and later ones on that case after it")
  void retried() throws Exception {
    Receiver other = receiver(500, 503);
    ActionSubmission begin = jobs.begin(worker);

    device.submit(begin);
    Received first = other.next();
    device.submit(write(begin, 1, "lamp"));
    Received second = other.next();
    Received third = other.next();
    Received fourth = other.next();

    assertThat(List.of(second.id(), third.id())).containsOnly(first.id());
    assertThat(fourth.event().at("/data/after/version").asInt()).isEqualTo(2);
    assertGenuine(third);
  }

  @Test
  @DisplayName("is not told of what was rolled back, only of what became of it then")
  void rolledBack() throws Exception {
    Receiver other = receiver();
    ActionSubmission good = jobs.begin(worker);
    ActionSubmission bad = write(good, 1, Broken.NOTE);

    var outcomes = device.submit(good, bad);
    Received applied = other.next();
    Received parked = other.next();

    assertThat(outcomes.get(0).outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(Objects.requireNonNull(outcomes.get(1).reason()).code()).isEqualTo("failed");
    assertThat(applied.action()).isEqualTo(good.id().toString());
    assertThat(parked.event().at("/data/reason").asText()).isEqualTo("failed");
    assertThat(other.isQuiet()).isTrue();
  }

  @Test
  @DisplayName("is administered: changed as it was seen, told its secret only when that is made")
  void administered() throws Exception {
    Receiver other = receiver();
    Answer seen = admin().get(path).ok();
    assertThat(seen.text()).doesNotContain("whsec_").doesNotContain("secret");
    assertThat(secret).startsWith("whsec_");

    Answer renewed = admin().postIf(seen.header("ETag"), path + "/secret", Map.of()).ok();
    String former = secret;
    secret = renewed.json().path("secret").asText();
    assertThat(secret).isNotEqualTo(former);
    assertThat(admin().postIf(renewed.header("ETag"), path + "/secret", Map.of()).status())
        .isEqualTo(409);
    device.submit(jobs.begin(worker));
    Received message = other.next();
    assertGenuine(message);
    secret = former;
    assertGenuine(message);

    Map<String, Object> wanted = wanted(other.url());
    assertThat(admin().put(path, seen.header("ETag"), wanted).status()).isEqualTo(412);
    assertThat(admin().put(path, "", wanted).status()).isEqualTo(428);
    assertThat(
            admin()
                .put(path, renewed.header("ETag"), wanted)
                .ok()
                .json()
                .path("enabled")
                .asBoolean())
        .isTrue();
    assertThat(admin().post("/admin/webhooks", wanted).status()).isEqualTo(409);
    assertThat(admin().post("/admin/webhooks", Map.of("name", "x", "url", "here")).status())
        .isEqualTo(422);
    assertThat(admin().post(path + "/retry").ok().json().path("messages").asInt()).isZero();
    assertThat(admin().get(path + "/deliveries?state=lost").status()).isEqualTo(422);
    Api worker = this.worker.api();
    assertThat(worker.get("/admin/webhooks").status()).isEqualTo(403);
    assertThat(worker.post("/admin/webhooks", wanted).status()).isEqualTo(403);
  }
}
