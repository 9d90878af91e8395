package dev.holdfast.it.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's Chromium, started once for all tests. Belongs to the thread that runs them. */
final class Chromium {
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final Playwright PLAYWRIGHT = playwright();
  private static final Browser BROWSER = launch();

  private Chromium() {}

  /** A new visitor: no cookies, the screen of an office. */
  static BrowserContext visitor() {
    return BROWSER.newContext(
        new Browser.NewContextOptions().setViewportSize(1280, 800).setAcceptDownloads(true));
  }

  private static Playwright playwright() {
    var options = new Playwright.CreateOptions();
    if (installed().isPresent()) {
      options.setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    }
    var playwright = Playwright.create(options);
    Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    return playwright;
  }

  private static Browser launch() {
    var options = new BrowserType.LaunchOptions().setHeadless(true).setArgs(FLAGS);
    installed().ifPresent(options::setExecutablePath);
    return PLAYWRIGHT.chromium().launch(options);
  }

  /** The machine's own browser; without one Playwright fetches its own. */
  private static Optional<Path> installed() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .map(name -> Path.of("/usr/bin", name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
