package dev.holdfast.server.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.kernel.wire.Leave;
import dev.holdfast.kernel.wire.LeaveReport;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import dev.holdfast.kernel.wire.SignInRequest.DeviceInfo;
import dev.holdfast.server.identity.api.Devices;
import dev.holdfast.server.identity.api.Leaving;
import dev.holdfast.server.identity.api.Sessions;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Origin;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.HandClock;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A device that an administrator ends")
class LeavingTest {
  private static final String PASSWORD = "correct horse battery";

  private final TestDatabase database = TestDatabase.create();
  private final TestBeans beans = IdentityBeans.committing(database);
  private final HandClock clock = new HandClock();
  private final Jdbc jdbc = database.jdbc();
  private final FleetData data = new FleetData(jdbc);
  private UUID device = new UUID(0, 0);

  @BeforeEach
  void enrol() throws RefusedException {
    beans.put(Clock.class, clock);
    data.user("alice", "inspector");
    jdbc.update(
        "UPDATE holdfast.app_user SET password_hash = ?",
        beans.get(Passwords.class).hash(PASSWORD));
    Session session =
        beans
            .get(Sessions.class)
            .signIn(
                new SignInRequest("alice", PASSWORD, new DeviceInfo(null, "tablet", "test", "1")),
                Origin.of("192.0.2.1"));
    device = Objects.requireNonNull(session.device());
  }

  private void revoke(@Nullable Boolean accept) throws RefusedException {
    beans.get(Devices.class).revoke(FleetData.ADMIN, device, "lost", accept);
  }

  private void wipe(@Nullable Boolean accept) throws RefusedException {
    beans.get(Devices.class).wipe(FleetData.ADMIN, device, "stolen", accept);
  }

  private RefusedException refusal() {
    DeviceInfo info = new DeviceInfo(device, "tablet", "test", "1");
    return Objects.requireNonNull(
        catchThrowableOfType(
            RefusedException.class,
            () ->
                beans
                    .get(Sessions.class)
                    .signIn(new SignInRequest("alice", PASSWORD, info), Origin.of("192.0.2.1"))));
  }

  private Leave leave() {
    return Objects.requireNonNull(refusal().leave());
  }

  private Leaving leaving() {
    return beans.get(Leaving.class);
  }

  private void left(boolean erased, @Nullable Integer unsent) throws RefusedException {
    leaving().left(new LeaveReport(leave().acknowledgement(), erased, unsent));
  }

  private String said(String what) {
    return jdbc.one(
            "SELECT CAST(%s AS text) FROM holdfast.device_state".formatted(what),
            row -> String.valueOf(row.getString(1)))
        .orElseThrow();
  }

  @Test
  @DisplayName("may send what it has, as its user with the rights of now")
  void sends() throws RefusedException {
    revoke(true);
    jdbc.update("UPDATE holdfast.user_role SET role = 'supervisor'");

    Caller sender = leaving().sender(Objects.requireNonNull(leave().token()));

    assertThat(refusal().code()).isEqualTo(ErrorCode.DEVICE_REVOKED);
    assertThat(sender.name()).isEqualTo("alice");
    assertThat(sender.device()).isEqualTo(device);
    assertThat(sender.user().roles()).containsExactly("supervisor");
  }

  @Test
  @DisplayName("may send for a disabled user too, who has no rights any more")
  void disabled() throws RefusedException {
    wipe(true);
    jdbc.update("UPDATE holdfast.app_user SET enabled = false");

    Caller sender = leaving().sender(Objects.requireNonNull(leave().token()));

    assertThat(sender.name()).isEqualTo("alice");
    assertThat(sender.user().roles()).isEmpty();
    assertThat(sender.user().attributes()).isEmpty();
  }

  @Test
  @DisplayName("may not send if the administrator does not want that, or decides so later")
  void sendsNot() throws RefusedException {
    revoke(true);
    String token = Objects.requireNonNull(leave().token());

    revoke(false);

    assertThat(leave()).isEqualTo(new Leave(false, false, null, leave().acknowledgement()));
    assertRefused(() -> leaving().sender(token), ErrorCode.DEVICE_REVOKED);
    revoke(true);
    assertThat(leaving().sender(token).device()).isEqualTo(device);
  }

  @Test
  @DisplayName("sends by default, and a further order without a word changes nothing of that")
  void withoutAWord() throws RefusedException {
    revoke(null);
    assertThat(leave().accepts()).isTrue();
    revoke(false);

    revoke(null);
    assertThat(leave().accepts()).isFalse();
    wipe(null);

    assertThat(leave().wipe()).isTrue();
    assertThat(leave().accepts()).as("the administrator has said no before").isFalse();
  }

  @Test
  @DisplayName("asks anew when sending takes longer than an hour")
  void expires() throws RefusedException {
    revoke(true);
    String token = Objects.requireNonNull(leave().token());

    clock.forward(Duration.ofMinutes(61));

    assertRefused(() -> leaving().sender(token), ErrorCode.TOKEN_EXPIRED);
    assertThat(leaving().sender(Objects.requireNonNull(leave().token())).name()).isEqualTo("alice");
  }

  @Test
  @DisplayName("that has told that it has left sends no more, unless that is ordered anew")
  void leaves() throws RefusedException {
    revoke(true);
    String token = Objects.requireNonNull(leave().token());

    left(false, 2);

    assertThat(said("left_unsent")).isEqualTo("2");
    assertThat(leave().accepts()).isFalse();
    assertRefused(() -> leaving().sender(token), ErrorCode.DEVICE_REVOKED);
    left(false, 0);
    assertThat(said("left_unsent")).as("the first time stays").isEqualTo("2");
    wipe(true);
    assertThat(leaving().sender(Objects.requireNonNull(leave().token())).device())
        .isEqualTo(device);
  }

  @Test
  @DisplayName("is wiped when it has told so, with what was lost, however often it tells")
  void isWiped() throws RefusedException {
    wipe(false);
    assertThat(said("status")).isEqualTo("wipe-requested");
    assertThat(refusal().code()).isEqualTo(ErrorCode.DEVICE_WIPED);
    assertThat(said("status")).isEqualTo("revoked");

    left(true, 3);

    assertThat(said("status")).isEqualTo("wiped");
    assertThat(said("left_unsent")).isEqualTo("3");
    String at = said("erased_at");
    clock.forward(Duration.ofDays(1));
    left(true, 0);
    assertThat(said("erased_at")).isEqualTo(at);
    assertThat(said("left_unsent")).isEqualTo("3");
    wipe(true);
    assertThat(said("accepts_unsent")).as("there is nothing any more").isEqualTo("false");
  }

  @Test
  @DisplayName("is wiped when it tells so of an earlier order, too; to have left it is not")
  void earlierOrder() throws RefusedException {
    revoke(true);
    String revoked = leave().acknowledgement();
    wipe(true);
    String wiped = leave().acknowledgement();
    wipe(false);

    assertRefused(() -> leaving().left(new LeaveReport(revoked, true, 0)), ErrorCode.NOT_ALLOWED);
    assertRefused(() -> leaving().left(new LeaveReport(wiped, false, 0)), ErrorCode.NOT_ALLOWED);
    leaving().left(new LeaveReport(wiped, true, 1));

    assertThat(said("status")).isEqualTo("wiped");
    assertThat(said("left_unsent")).isEqualTo("1");
  }

  @Test
  @DisplayName("can't have counted what it could not read, nor less than nothing")
  void counts() throws RefusedException {
    wipe(true);

    assertRefused(() -> left(true, -1), ErrorCode.INVALID);
    left(true, null);

    assertThat(said("left_unsent")).isEqualTo("null");
    assertThat(said("status")).isEqualTo("wiped");
  }

  @Test
  @DisplayName("is not believed to be erased, or to have left, if nobody ordered it")
  void unordered() throws RefusedException {
    revoke(true);
    assertRefused(() -> left(true, 0), ErrorCode.NOT_ALLOWED);
    jdbc.update("UPDATE holdfast.device SET revoked_at = NULL");

    assertRefused(
        () -> leaving().left(new LeaveReport(device.toString(), false, 0)), ErrorCode.NOT_ALLOWED);
    assertThat(said("status")).isEqualTo("active");
  }

  private static void assertRefused(ThrowingCallable call, ErrorCode code) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(call)
        .extracting(RefusedException::code)
        .isEqualTo(code);
  }
}
