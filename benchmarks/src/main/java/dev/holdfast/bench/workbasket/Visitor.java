package dev.holdfast.bench.workbasket;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The administrator in the console, without a browser. Not thread-safe. */
final class Visitor {
  private static final int OK = 200;
  private static final Pattern INPUT =
      Pattern.compile("<input[^>]*type=\"(?:hidden|submit)\"[^>]*>");
  private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
  private static final Pattern VALUE = Pattern.compile("\\bvalue=\"([^\"]*)\"");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .cookieHandler(new CookieManager())
          .build();
  private final String console;

  /** Signs in by the form, as it is sent by a browser. */
  Visitor(String server, String user, String password) throws IOException, InterruptedException {
    console = server + "/console";
    Map<String, String> form = new LinkedHashMap<>();
    Matcher inputs = INPUT.matcher(open("/sign-in"));
    while (inputs.find()) {
      Matcher name = NAME.matcher(inputs.group());
      Matcher value = VALUE.matcher(inputs.group());
      if (name.find()) {
        form.put(name.group(1), value.find() ? value.group(1) : "");
      }
    }
    form.put("user", user);
    form.put("password", password);
    String body =
        form.entrySet().stream()
            .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(console + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != OK || answer.uri().getPath().endsWith("/sign-in")) {
      throw new IOException("not signed in: " + answer.statusCode() + " " + answer.uri());
    }
  }

  /** Opens a page; the pictures and scripts that it names are not fetched. */
  String open(String page) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(console + page)).GET().build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != OK) {
      throw new IOException(page + " was answered with " + answer.statusCode());
    }
    return answer.body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
