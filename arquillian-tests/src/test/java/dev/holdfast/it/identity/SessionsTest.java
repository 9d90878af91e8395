package dev.holdfast.it.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.kernel.wire.RefreshRequest;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import dev.holdfast.kernel.wire.SignInRequest.DeviceInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session")
class SessionsTest extends ServerTest {
  private final Api anyone = Api.anonymous();

  @Test
  @DisplayName("shows who calls, with roles and attributes")
  void showsTheCaller() {
    TestUser user = newUser(Set.of("inspector"), Map.of("states", List.of("AK", "HI")));

    var me = user.api().get("/me").ok().json();

    assertThat(me.path("user").asText()).isEqualTo(user.name());
    assertThat(me.path("roles")).hasSize(1);
    assertThat(me.path("attributes").path("states").get(1).asText()).isEqualTo("HI");
    assertThat(me.path("device").isNull()).isTrue();
  }

  @Test
  @DisplayName("needs the right password, and doesn't tell whether the user exists")
  void needsThePassword() {
    TestUser user = newUser();

    Answer wrong = anyone.post("/sessions", new SignInRequest(user.name(), "wrong", null));
    Answer unknown = anyone.post("/sessions", new SignInRequest("nobody-here", "wrong", null));

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.problem().code()).isEqualTo("bad-credentials");
    assertThat(unknown.problem()).isEqualTo(wrong.problem());
  }

  @Test
  @DisplayName("is needed for everything else")
  void isNeeded() {
    Answer answer = anyone.get("/me");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem().code()).isEqualTo("token-expired");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(new Api("forged.token").get("/me").status()).isEqualTo(401);
  }

  @Test
  @DisplayName("has a new refresh token with each refresh")
  void rotates() {
    Session first = device(newUser(), null);

    Session second = refresh(first).ok().as(Session.class);
    Session third = refresh(second).ok().as(Session.class);

    assertThat(List.of(token(first), token(second), token(third))).doesNotHaveDuplicates();
    assertThat(new Api(third.accessToken()).get("/me").ok().json().path("device").asText())
        .isEqualTo(String.valueOf(first.device()));
  }

  @Test
  @DisplayName("survives a lost answer: the token just used is answered again")
  void repeatsALostAnswer() {
    Session first = device(newUser(), null);
    refresh(first).ok();

    Session repeated = refresh(first).ok().as(Session.class);

    assertThat(refresh(repeated).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("ends when an older refresh token comes: it was copied")
  void endsOnReuse() {
    Session first = device(newUser(), null);
    Session second = refresh(first).ok().as(Session.class);
    Session third = refresh(second).ok().as(Session.class);

    Answer reused = refresh(first);

    assertThat(reused.problem().code()).isEqualTo("refresh-reused");
    assertThat(refresh(third).status()).isEqualTo(401);
    assertThat(new Api(third.accessToken()).get("/me").status()).isEqualTo(401);
  }

  @Test
  @DisplayName("ends by signing out")
  void endsBySigningOut() {
    Session session = device(newUser(), null);
    Api api = new Api(session.accessToken());

    assertThat(api.delete("/sessions/current").status()).isEqualTo(204);

    assertThat(api.get("/me").status()).isEqualTo(401);
    assertThat(refresh(session).status()).isEqualTo(401);
  }

  @Test
  @DisplayName("ends at once when its device is revoked")
  void endsByRevocation() {
    TestUser user = newUser();
    Session session = device(user, null);
    Api api = new Api(session.accessToken());
    api.get("/me").ok();

    admin().delete("/admin/devices/" + session.device() + "?reason=lost").ok();

    assertThat(api.get("/me").problem().code()).isEqualTo("device-revoked");
    assertThat(refresh(session).problem().code()).isEqualTo("device-revoked");
    assertThat(signIn(user, session.device()).problem().code()).isEqualTo("device-revoked");
    assertThat(signIn(user, null).status()).isEqualTo(201);
  }

  @Test
  @DisplayName("of a device that is to be erased hears so, at every request and again")
  void endsByWiping() {
    TestUser user = newUser();
    Session session = device(user, null);
    String path = "/admin/devices/" + session.device();
    admin().post(path + "/wipe", Map.of("reason", "stolen")).ok();

    assertThat(signIn(user, session.device()).problem().code()).isEqualTo("device-wiped");
    assertThat(signIn(user, session.device()).problem().code()).isEqualTo("device-wiped");
    admin().delete(path + "?reason=stolen").ok();
    assertThat(signIn(user, session.device()).problem().code()).isEqualTo("device-wiped");
    assertThat(refresh(session).problem().code()).isEqualTo("device-wiped");
    assertThat(new Api(session.accessToken()).get("/me").problem().code())
        .isEqualTo("device-wiped");
    assertThat(signIn(user, null).status()).isEqualTo(201);
  }

  @Test
  @DisplayName("ends at once when its user is disabled")
  void endsByDisabling() {
    TestUser user = newUser();
    Session session = device(user, null);

    String path = "/admin/users/" + user.name();
    admin().put(path, admin().get(path).header("ETag"), Map.of("enabled", false)).ok();

    assertThat(new Api(session.accessToken()).get("/me").problem().code())
        .isEqualTo("user-disabled");
    assertThat(refresh(session).problem().code()).isEqualTo("user-disabled");
  }

  @Test
  @DisplayName("belongs to one user: a device isn't handed on")
  void belongsToOneUser() {
    Session session = device(newUser(), null);

    assertThat(signIn(newUser(), session.device()).problem().code()).isEqualTo("not-allowed");
  }

  @Test
  @DisplayName("can't be guessed for long")
  void throttles() {
    TestUser user = newUser();
    for (int i = 0; i < 5; i++) {
      anyone.post("/sessions", new SignInRequest(user.name(), "guess " + i, null));
    }

    Answer answer = anyone.post("/sessions", new SignInRequest(user.name(), "guess", null));

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.problem().code()).isEqualTo("too-many-requests");
    assertThat(answer.header("Retry-After")).isIn("1", "2");
    assertThat(answer.problem().detail()).contains("Wait");
  }

  @Test
  @DisplayName("that calls too often is told to wait, and others are not")
  void limitsRate() {
    Api busy = newUser().api();
    Answer answer = busy.get("/me");
    for (int i = 0; i < 2_000 && answer.status() == 200; i++) {
      answer = busy.get("/me");
    }

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(newUser().api().get("/me").status()).isEqualTo(200);
  }

  private Session device(TestUser user, @Nullable UUID id) {
    return signIn(user, id).ok().as(Session.class);
  }

  private Answer signIn(TestUser user, @Nullable UUID id) {
    DeviceInfo device = new DeviceInfo(id, "tablet", "test", "1");
    return anyone.post("/sessions", new SignInRequest(user.name(), user.password(), device));
  }

  private Answer refresh(Session session) {
    return anyone.post("/sessions/refresh", new RefreshRequest(token(session)));
  }

  private static String token(Session session) {
    return String.valueOf(session.refreshToken());
  }
}
