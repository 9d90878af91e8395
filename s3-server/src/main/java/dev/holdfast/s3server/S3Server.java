package dev.holdfast.s3server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * S3Proxy in a process of its own, with a bucket that is a directory. It can be killed, and started
 * again at the same address. What it has is removed with it. Not thread-safe.
 */
public final class S3Server implements AutoCloseable {
  /** Its only bucket. */
  public static final String BUCKET = "contents";

  /** Whom it lets in. */
  public static final String ACCESS_KEY = "tests";

  /** The secret of whom it lets in. */
  public static final String SECRET_KEY = "the-secret-of-tests";

  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  private final Path directory;
  private final int port;
  private Process process;

  /** Starts one. */
  public S3Server() {
    try {
      directory = Files.createTempDirectory("s3");
      Files.createDirectories(directory.resolve("objects").resolve(BUCKET));
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = socket.getLocalPort();
      }
      Properties properties = new Properties();
      properties.setProperty("s3proxy.endpoint", endpoint().toString());
      properties.setProperty("s3proxy.authorization", "aws-v4");
      properties.setProperty("s3proxy.identity", ACCESS_KEY);
      properties.setProperty("s3proxy.credential", SECRET_KEY);
      properties.setProperty("jclouds.provider", "filesystem-nio2");
      properties.setProperty("jclouds.filesystem.basedir", directory.resolve("objects").toString());
      try (var out = Files.newOutputStream(directory.resolve("s3.properties"))) {
        properties.store(out, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process = started();
    // Where tests are interrupted nobody closes it.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
  }

  /** Where it is, up or not. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** It is gone at once, whatever it was doing. */
  public void kill() {
    try {
      if (!process.destroyForcibly().waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server of S3 can't be killed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** It comes back with all that it had. */
  public void again() {
    process = started();
  }

  /**
   * The files of its objects.
   *
   * @param prefix what their names begin with, ending with a slash
   */
  public List<Path> objects(String prefix) {
    Path all = directory.resolve("objects").resolve(BUCKET).resolve(prefix);
    if (!Files.exists(all)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(all)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process started() {
    String home =
        Objects.requireNonNull(
            System.getProperty("holdfast.s3.server"), "holdfast.s3.server is set by Maven");
    Path log = directory.resolve("s3.log");
    try {
      Process started =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  home + "/*",
                  "org.gaul.s3proxy.Main",
                  "--properties",
                  directory.resolve("s3.properties").toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      awaitUp(started, log);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the server of S3 does not start", e);
    }
  }

  /** It says nothing when it is up; its port does. */
  private void awaitUp(Process started, Path log) throws IOException, TimeoutException {
    long until = System.nanoTime() + LONGEST_START.toNanos();
    while (!isUp()) {
      if (!started.isAlive()) {
        throw new IOException("the server of S3 does not start: " + Files.readString(log));
      }
      if (System.nanoTime() > until) {
        started.destroyForcibly();
        throw new TimeoutException(Files.readString(log));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean isUp() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
