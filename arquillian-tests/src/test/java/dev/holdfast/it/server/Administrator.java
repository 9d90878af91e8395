package dev.holdfast.it.server;

import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The administrator's session, shared by all tests: checking a password is slow on purpose. */
final class Administrator {
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final AtomicReference<@Nullable Session> SESSION = new AtomicReference<>();

  private Administrator() {}

  static Api api() {
    Session session = SESSION.updateAndGet(known -> lasts(known) ? known : signIn());
    return new Api(session == null ? null : session.accessToken());
  }

  private static boolean lasts(@Nullable Session session) {
    return session != null && session.accessExpires().minus(MARGIN).isAfter(Instant.now());
  }

  private static Session signIn() {
    return Api.session(new SignInRequest("admin", TestServer.ADMIN_PASSWORD, null));
  }
}
