package dev.holdfast.it.console;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test in the browser: a new visitor each, and no complaint of the browser left unheard. */
public abstract class ConsoleTest extends ServerTest {
  /** The administrator's session, shared by tests: checking a password is slow on purpose. */
  private static final AtomicReference<List<Cookie>> ADMINISTRATOR =
      new AtomicReference<>(List.of());

  /** Fields and buttons that have no name for who can't see them. */
  private static final String NAMELESS =
      "els => els.filter(e => !e.labels?.length && !e.getAttribute('aria-label')"
          + " && !e.textContent.trim() && !e.value && e.type !== 'hidden').map(e => e.outerHTML)";

  private final List<String> complaints = new ArrayList<>();
  private BrowserContext visitor;

  /** The visitor's page. */
  protected Page page;

  @BeforeEach
  void open() {
    visitor = Chromium.visitor();
    page = newPage();
  }

  @AfterEach
  void close() {
    visitor.close();
    Assertions.assertThat(complaints).as("what the browser complained of").isEmpty();
  }

  /** Another page of the same visitor. */
  protected Page newPage() {
    var another = visitor.newPage();
    another.onConsoleMessage(
        message -> {
          if ("error".equals(message.type())) {
            complaints.add(another.url() + ": " + message.text());
          }
        });
    another.onPageError(error -> complaints.add(another.url() + ": " + error));
    another.onDialog(dialog -> complaints.add(another.url() + ": a script opened a dialog"));
    return another;
  }

  /** Takes back the complaint of a failed request that the test itself provoked. */
  protected void expectStatus(int status) {
    complaints.removeIf(complaint -> complaint.contains("status of " + status));
  }

  /** Takes back complaints of what the test itself provoked. */
  protected void expectComplaint(String part) {
    complaints.removeIf(complaint -> complaint.contains(part));
  }

  /** The visitor loses the session. */
  protected void loseSession() {
    visitor.clearCookies();
  }

  /** The session's cookie. */
  protected Cookie cookie() {
    return visitor.cookies().get(0);
  }

  /** A new application with one worker and one device. */
  protected static Fieldwork fieldwork() {
    var application = unique("console");
    deployPackage(Fieldwork.source(application, "1.0.0"));
    return new Fieldwork(application, newUser(application + "-worker"), unique("tablet"));
  }

  /** Lets somebody decide on what comes from a device. */
  protected static void admit(TestUser user, Fieldwork field) {
    admit(user, field.workbasket());
  }

  /** Lets somebody decide on what is in a workbasket. */
  protected static void admit(TestUser user, String workbasket) {
    var path = "/admin/workbaskets/" + workbasket;
    var seen = admin().get(path).ok().header("ETag");
    admin().put(path, seen, Map.of("users", List.of(user.name()))).ok();
  }

  /** Goes to a page of the console. */
  protected Response go(String path) {
    return page.navigate(url(path));
  }

  /** Address of a page of the console. */
  protected static String url(String path) {
    return TestServer.console() + path.substring(1);
  }

  /** Goes to a page as the administrator. */
  protected void administerAt(String path) {
    visitor.addCookies(ADMINISTRATOR.get());
    go(path);
    if (page.url().contains("/sign-in")) {
      signIn("admin", TestServer.ADMIN_PASSWORD);
      page.waitForURL(url(path));
      ADMINISTRATOR.set(visitor.cookies());
    }
  }

  /** Fills in the form of the sign-in and sends it. */
  protected void signIn(String user, String password) {
    field("User name").fill(user);
    field("Password").fill(password);
    button("Sign in").click();
  }

  /** A field by its label; a table's column may be labelled the same. */
  protected Locator field(String label) {
    return page.locator("input, select, textarea")
        .and(page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)));
  }

  /** A button by its words. */
  protected Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** A link by its words. */
  protected Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The page's title. */
  protected Locator heading() {
    return page.locator("h1");
  }

  /** Who can't see the page is told what each field and button is. */
  protected void assertEveryFieldNamed() {
    Assertions.assertThat(
            (List<?>)
                page.locator("input:not([type=hidden]), select, textarea, button")
                    .evaluateAll(NAMELESS))
        .isEmpty();
  }

  /** Nothing is beyond the edge of the screen. */
  protected void assertFits() {
    Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
  }

  /** Rows of the page's table that contain a text. */
  protected Locator rows(String text) {
    return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(text));
  }

  /** What the page tells after an action. */
  protected Locator notice() {
    return page.locator("#messages");
  }
}
