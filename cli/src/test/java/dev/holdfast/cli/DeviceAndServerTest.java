package dev.holdfast.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code holdfast device} makes of a server's refusals; the rest is told by the story test.
 */
class DeviceAndServerTest {
  private static final String SESSION =
"""
{"user": "alice", "roles": [], "attributes": {}, "device": "0192f3a0-0000-7000-8000-000000000001",
 "accessToken": "token", "accessExpires": "2100-01-01T00:00:00Z", "refreshToken": "r",
 "serverTime": "2026-01-01T00:00:00Z"}\
""";

  @TempDir private Path directory = Path.of("unset");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final HttpServer server = listen();
  private int status = 201;
  private String body = SESSION;

  private static HttpServer listen() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void signInAtAServer() throws IOException {
    server.createContext("/", this::answer);
    server.start();
    Files.writeString(directory.resolve("passphrase"), "correct horse\n");
    assertThat(signIn()).as(err.toString()).isZero();
    out.getBuffer().setLength(0);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void answers(int code, String text) {
    status = code;
    body = text;
  }

  private int signIn() {
    return device(
        "sign-in",
        "--server",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "--user",
        "alice",
        "--password-file",
        directory.resolve("passphrase").toString());
  }

  private int device(String... arguments) {
    return deviceIn("--store", "store", arguments);
  }

  private int deviceIn(String option, String folder, String... arguments) {
    String[] command = new String[arguments.length + 5];
    command[0] = "device";
    command[1] = option;
    command[2] = directory.resolve(folder).toString();
    command[3] = "--passphrase-file";
    command[4] = directory.resolve("passphrase").toString();
    System.arraycopy(arguments, 0, command, 5, arguments.length);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), command);
  }

  private JsonNode document() throws IOException {
    return WireJson.mapper().readTree(out.toString());
  }

  @Test
  void anOrderToWipeErasesTheStoreAndEveryLaterCommandSaysSo() {
    answers(401, "{\"code\": \"device-wiped\", \"detail\": \"wiped\"}");

    assertThat(device("sync")).isEqualTo(4);
    assertThat(err.toString()).contains("Its store is erased");
    assertThat(directory.resolve("store/holdfast.db")).doesNotExist();

    for (String command : new String[] {"status", "cases", "sync"}) {
      err.getBuffer().setLength(0);
      assertThat(device(command)).isEqualTo(4);
      assertThat(err.toString()).contains("wiped", "Sign in with a new store");
    }
    answers(201, SESSION);
    assertThat(signIn()).isEqualTo(4);
  }

  @Test
  void aSyncThatDoesNotEndTellsWhatWentUpInItsDocument() throws IOException {
    answers(503, "");

    assertThat(device("sync", "--json")).isEqualTo(3);

    assertThat(document().path("complete").asBoolean(true)).isFalse();
    assertThat(document().at("/up/parked").asInt(-1)).isZero();
    assertThat(document().path("pending").asInt(-1)).isZero();
  }

  @Test
  void signOutSaysHowMuchIsNotSent() throws IOException {
    answers(204, "");

    assertThat(device("sign-out", "--json")).isZero();
    assertThat(document().path("signedOut").asBoolean()).isTrue();
    assertThat(document().path("pending").asInt(-1)).isZero();
  }

  @Test
  void anEndedDeviceSaysWhatBecameOfItsQueue() {
    answers(
        401,
        """
        {"code": "device-revoked", "detail": "revoked",
         "leave": {"accepts": false, "wipe": false, "token": null, "acknowledgement": "a"}}\
        """);

    assertThat(device("sync")).isEqualTo(4);

    assertThat(err.toString()).contains("has ended this device", "The server has all");
  }

  @Test
  void severalUsersHaveAStoreEachThatIsListedAndRemovedByName() throws IOException {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    String passphrase = directory.resolve("passphrase").toString();
    assertThat(
            deviceIn(
                "--stores",
                "stores",
                "--user",
                "alice",
                "sign-in",
                "--server",
                url,
                "--password-file",
                passphrase))
        .as(err.toString())
        .isZero();
    out.getBuffer().setLength(0);

    assertThat(deviceIn("--stores", "stores", "users", "--json")).isZero();
    assertThat(document()).hasSize(1);
    assertThat(document().at("/0/user").asText()).isEqualTo("alice");
    assertThat(document().at("/0/unsent").asInt(-1)).isZero();
    assertThat(document().at("/0/wiped").asBoolean(true)).isFalse();

    assertThat(deviceIn("--stores", "stores", "status", "--user", "alice")).isZero();
    assertThat(deviceIn("--stores", "stores", "status", "--user", "bob")).isEqualTo(4);
    assertThat(err.toString()).contains("There is no device in");
    assertThat(deviceIn("--stores", "stores", "remove", "--user", "alice")).isZero();
    assertThat(deviceIn("--stores", "stores", "status", "--user", "alice")).isEqualTo(4);
  }

  @Test
  void whoseStoreItIsHasToBeSaidOnceAndCompletely() {
    assertThat(deviceIn("--stores", "stores", "status")).isEqualTo(2);
    assertThat(err.toString()).contains("--user=U");
    assertThat(device("users")).isEqualTo(2);
    assertThat(err.toString()).contains("--stores=DIR");
    assertThat(device("status", "--stores", "elsewhere", "--user", "alice")).isEqualTo(2);
    assertThat(err.toString()).contains("give one of them");
    assertThat(device("sign-in", "--server", "http://127.0.0.1:1")).isEqualTo(2);
  }
}
