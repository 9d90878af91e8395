package dev.holdfast.bench.light;

import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import dev.holdfast.kernel.wire.SignInRequest.DeviceInfo;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** Sign-in by the letter of the protocol. */
public final class Sessions {
  private static final int CREATED = 201;

  private Sessions() {}

  /**
   * Begins one.
   *
   * @param device what a new device is called, null for a session without one
   */
  public static Session begin(
      HttpClient client, String server, String user, String password, @Nullable String device)
      throws IOException, InterruptedException {
    DeviceInfo info = device == null ? null : new DeviceInfo(null, device, "bench", "1");
    byte[] body = WireJson.mapper().writeValueAsBytes(new SignInRequest(user, password, info));
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(server + "/api/v1/sessions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofByteArray());
    if (answer.statusCode() != CREATED) {
      throw new IOException("sign-in was answered with " + answer.statusCode());
    }
    return WireJson.mapper().readValue(answer.body(), Session.class);
  }
}
