package dev.holdfast.server.identity.internal;

import dev.holdfast.kernel.digest.Sha256;
import dev.holdfast.server.history.internal.AuditBean;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Signer;
import dev.holdfast.server.platform.api.Watch;
import dev.holdfast.server.platform.internal.Watcher;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The beans of identity on a database, with cheap hashes. */
final class IdentityBeans {
  private IdentityBeans() {}

  /** Beans that share the current transaction. */
  static TestBeans on(TestDatabase database) {
    TestBeans beans =
        new TestBeans(
            database,
            List.of(AppUser.class),
            List.of(
                UsersBean.class,
                UserStore.class,
                UserList.class,
                UserAudit.class,
                DevicesBean.class,
                SessionsBean.class,
                DeviceSessions.class,
                Credentials.class,
                HashingSlots.class,
                SignInThrottle.class,
                AccessTokens.class,
                LeaveOrders.class,
                LeavingBean.class,
                Presence.class,
                KnownPresence.class,
                Contacts.class,
                AuditBean.class));
    Passwords cheap = new Passwords(4);
    cheap.prepare();
    beans.put(Passwords.class, cheap);
    beans.put(Signer.class, new PlainSigner());
    beans.put(
        Watch.class,
        new Watcher(
            database.dataSource(),
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            List.of(),
            List.of()));
    return beans;
  }

  /** Beans whose every statement is committed by itself, as sessions work. */
  static TestBeans committing(TestDatabase database) {
    TestBeans beans = on(database);
    beans.put(Jdbc.class, database.jdbc());
    return beans;
  }

  /** Signs with nothing. */
  private static final class PlainSigner implements Signer {
    @Override
    public String sign(String purpose, String text) {
      return text;
    }

    @Override
    public Optional<String> open(String purpose, String signed) {
      return Optional.of(signed);
    }

    @Override
    public byte[] key(String purpose, String text) {
      return Sha256.digest().digest((purpose + text).getBytes(StandardCharsets.UTF_8));
    }
  }
}
