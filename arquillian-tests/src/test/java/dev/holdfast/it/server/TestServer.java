package dev.holdfast.it.server;

import dev.holdfast.s3server.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Makes ready what Arquillian's container needs before Arquillian looks: a database, a WildFly
 * configured by the operator's scripts, free ports. Ends the database after the last test.
 */
public final class TestServer implements LauncherSessionListener {
  /** So many bodies of uploads the server takes at once. */
  public static final int UPLOADS_AT_ONCE = 4;

  /** Password of the user {@code admin}. */
  public static final String ADMIN_PASSWORD = "correct horse battery staple";

  private static final String HTTP_PORT = "holdfast.it.http-port";
  private static final S3Server STORE = new S3Server();

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    try {
      Path home = Path.of(property("holdfast.it.home"));
      Configuration.apply(home, Path.of(property("holdfast.it.scripts")));
      int httpPort = freePort();
      int managementPort = freePort();
      System.setProperty(HTTP_PORT, String.valueOf(httpPort));
      System.setProperty("holdfast.it.management-port", String.valueOf(managementPort));
      System.setProperty(
          "holdfast.it.arguments", String.join(" ", arguments(home, httpPort, managementPort)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    TestDatabase.stop();
    STORE.close();
  }

  /** Where complete contents are moved to. */
  public static S3Server store() {
    return STORE;
  }

  /** Where the API is. */
  public static URI api() {
    return URI.create("http://127.0.0.1:" + property(HTTP_PORT) + "/api/v1");
  }

  /** Where the console is. */
  public static URI console() {
    return URI.create("http://127.0.0.1:" + property(HTTP_PORT) + "/console/");
  }

  private static List<String> arguments(Path home, int httpPort, int managementPort)
      throws IOException {
    Path password = home.resolveSibling("admin.password");
    Files.writeString(password, ADMIN_PASSWORD + System.lineSeparator());
    return List.of(
        "-Xmx1g",
        // Tests do everything a few times: Java's second compiler would cost more than it saves.
        "-XX:TieredStopAtLevel=1",
        "-Djboss.http.port=" + httpPort,
        "-Djboss.management.http.port=" + managementPort,
        "-Djboss.https.port=" + freePort(),
        "-Dholdfast.db.url=" + TestDatabase.url(),
        "-Dholdfast.db.user=" + TestDatabase.USER,
        "-Dholdfast.db.password=" + TestDatabase.USER,
        "-Dholdfast.bootstrap.admin-password-file=" + password,
        // Changes nothing for requests without X-Forwarded-* headers.
        "-Dholdfast.http.behind-proxy=true",
        // Browsers take such a cookie from the loopback interface without TLS.
        "-Dholdfast.http.secure-cookies=true",
        "-Dholdfast.mail.port=" + MailServer.start(),
        "-Dholdfast.workbasket.mail-from=holdfast@example.org",
        "-Dholdfast.workbasket.mail-interval=PT1S",
        "-Dholdfast.hooks.insecure-receivers=true",
        "-Dholdfast.hooks.interval=PT0.1S",
        "-Dholdfast.hooks.first-pause=PT0.1S",
        "-Dholdfast.segments.memory-entries=2",
        // Little data is enough for tables that come after everything else.
        "-Dholdfast.sync.later-rows=6",
        "-Dholdfast.contents.store=s3",
        "-Dholdfast.contents.s3-endpoint=" + STORE.endpoint(),
        "-Dholdfast.contents.s3-bucket=" + S3Server.BUCKET,
        "-Dholdfast.contents.s3-access-key=" + S3Server.ACCESS_KEY,
        "-Dholdfast.contents.s3-secret-key=" + S3Server.SECRET_KEY,
        "-Dholdfast.contents.move-interval=PT1S",
        "-Dholdfast.contents.uploads-at-once=" + UPLOADS_AT_ONCE,
        "-Dholdfast.identity.password-cost=10");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static String property(String name) {
    return Objects.requireNonNull(
        System.getProperty(name), () -> name + " is not set: run by Maven, mvn verify");
  }
}
