package dev.holdfast.bench.attachments;

import dev.holdfast.bench.BenchServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** {@link BareServlet} on the benchmark's server, and who puts bytes there. */
final class BarePut {
  private static final String NAME = "bare.war";

  /** By its name: what it extends is WildFly's. */
  private static final String SERVLET = BarePut.class.getPackageName() + ".BareServlet";

  private static final int NO_CONTENT = 204;
  private static final long PATIENCE_SECONDS = 60;

  private final HttpClient client;
  private final URI address;

  private BarePut(HttpClient client, URI address) {
    this.client = client;
    this.address = address;
  }

  /** Deploys the servlet: WildFly watches the directory. */
  static BarePut deploy(BenchServer server, HttpClient client)
      throws IOException, InterruptedException {
    Path deployments = server.data().resolve("server").resolve("deployments");
    String name = SERVLET.replace('.', '/') + ".class";
    Path target = deployments.resolve(NAME).resolve("WEB-INF/classes").resolve(name);
    Files.createDirectories(target.getParent());
    try (InputStream in = BarePut.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IOException(name + " is not on the class path");
      }
      Files.copy(in, target);
    }
    try (WatchService changes = deployments.getFileSystem().newWatchService()) {
      deployments.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
      Files.createFile(deployments.resolve(NAME + ".dodeploy"));
      Path deployed = deployments.resolve(NAME + ".deployed");
      while (!Files.exists(deployed)) {
        WatchKey change = changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (change == null || Files.exists(deployments.resolve(NAME + ".failed"))) {
          throw new IOException("the baseline's servlet was not deployed");
        }
        change.pollEvents();
        change.reset();
      }
    }
    return new BarePut(client, URI.create(server.url()).resolve("/bare/"));
  }

  /** Puts bytes there. */
  BarePut put(byte[] bytes) throws IOException, InterruptedException {
    HttpResponse<Void> answer =
        client.send(
            HttpRequest.newBuilder(address).PUT(BodyPublishers.ofByteArray(bytes)).build(),
            BodyHandlers.discarding());
    if (answer.statusCode() != NO_CONTENT) {
      throw new IOException("a bare PUT was answered with " + answer.statusCode());
    }
    return this;
  }
}
