package dev.holdfast.server.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.kernel.wire.RefreshRequest;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import dev.holdfast.kernel.wire.SignInRequest.DeviceInfo;
import dev.holdfast.server.identity.api.Sessions;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Origin;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device that was ordered to be wiped hears it, whatever it asks and whatever else holds. */
class WipeTest {
  private static final Origin ORIGIN = Origin.of("192.0.2.1");
  private static final String PASSWORD = "correct horse battery";

  private final TestDatabase database = TestDatabase.create();
  private final TestBeans beans = IdentityBeans.committing(database);
  private final Jdbc jdbc = database.jdbc();
  private final FleetData data = new FleetData(jdbc);
  private final Sessions sessions = beans.get(Sessions.class);
  private final Session session = enrolled();
  private final UUID device = Objects.requireNonNull(session.device());

  @BeforeEach
  void itIsOrderedToBeWiped() {
    data.wipe(device);
  }

  @Test
  void atSignInAgainAndAgain() {
    assertWiped(() -> signIn(device));
    assertWiped(() -> signIn(device));
  }

  @Test
  void whenItIsRevokedBesides() {
    data.revoke(device);

    assertWiped(() -> signIn(device));
    assertWiped(this::refresh);
    assertWiped(() -> sessions.authenticate(session.accessToken()));
  }

  @Test
  void whenItsUserIsDisabled() {
    jdbc.update("UPDATE holdfast.app_user SET enabled = false");

    assertWiped(() -> signIn(device));
    assertWiped(this::refresh);
    assertWiped(() -> sessions.authenticate(session.accessToken()));
  }

  @Test
  void andCountsAsToldFromThenOnAndNotAsRevokedByAnybody() {
    assertThat(told()).isFalse();

    assertWiped(this::refresh);

    assertThat(told()).isTrue();
    assertThat(state()).isEqualTo("revoked");
    assertThat(jdbc.one("SELECT revoked_at IS NULL FROM holdfast.device", row -> row.getBoolean(1)))
        .contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"active", "wiped", "revoked", "disabled"})
  void butWhoMakesATokenUpLearnsNothing(String state) {
    if (!state.equals("wiped")) {
      jdbc.update("UPDATE holdfast.device SET wipe_requested_at = NULL");
    }
    if (state.equals("revoked")) {
      data.revoke(device);
    }
    if (state.equals("disabled")) {
      jdbc.update("UPDATE holdfast.app_user SET enabled = false");
    }
    String madeUp = RefreshToken.make(device, UUID.randomUUID()).text();

    assertRefused(() -> sessions.refresh(new RefreshRequest(madeUp)), ErrorCode.TOKEN_EXPIRED);
    assertThat(told()).isFalse();
  }

  @Test
  void butNobodyElseHearsItNorMakesItToldByItsId() {
    data.user("bob");
    jdbc.update(
        "UPDATE holdfast.app_user SET password_hash = ?",
        beans.get(Passwords.class).hash(PASSWORD));
    DeviceInfo info = new DeviceInfo(device, "tablet", "test", "1");

    assertRefused(
        () -> sessions.signIn(new SignInRequest("bob", PASSWORD, info), ORIGIN),
        ErrorCode.NOT_ALLOWED);
    assertThat(told()).isFalse();
  }

  private boolean told() {
    return jdbc.one(
            "SELECT told_to_erase_at IS NOT NULL FROM holdfast.device", row -> row.getBoolean(1))
        .orElseThrow();
  }

  private String state() {
    return jdbc.one("SELECT status FROM holdfast.device_state", row -> row.getString(1))
        .orElseThrow();
  }

  private Session enrolled() {
    data.user("alice");
    jdbc.update(
        "UPDATE holdfast.app_user SET password_hash = ?",
        beans.get(Passwords.class).hash(PASSWORD));
    try {
      return signIn(null);
    } catch (RefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Session signIn(@Nullable UUID id) throws RefusedException {
    DeviceInfo info = new DeviceInfo(id, "tablet", "test", "1");
    return sessions.signIn(new SignInRequest("alice", PASSWORD, info), ORIGIN);
  }

  private void refresh() throws RefusedException {
    sessions.refresh(new RefreshRequest(Objects.requireNonNull(session.refreshToken())));
  }

  private static void assertWiped(ThrowingCallable call) {
    assertRefused(call, ErrorCode.DEVICE_WIPED);
  }

  private static void assertRefused(ThrowingCallable call, ErrorCode code) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(call)
        .extracting(RefusedException::code)
        .isEqualTo(code);
  }
}
