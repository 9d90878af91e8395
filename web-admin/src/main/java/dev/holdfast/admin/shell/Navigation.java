package dev.holdfast.admin.shell;

import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a page goes next. */
public final class Navigation {
  private Navigation() {}

  /**
   * A redirect to a page.
   *
   * @param page its path, for example {@code /devices/device}
   * @param namesAndValues its parameters, a name before each value
   */
  public static String to(String page, String... namesAndValues) {
    var outcome = new StringBuilder(page).append("?faces-redirect=true");
    var parts = Arrays.asList(namesAndValues).iterator();
    while (parts.hasNext()) {
      outcome.append('&').append(encoded(parts.next())).append('=').append(encoded(parts.next()));
    }
    return outcome.toString();
  }

  /**
   * The subject of a page, or the page "not found" instead of it.
   *
   * @param subject what was found, null if nothing
   * @return whether there is one
   */
  public static boolean found(@Nullable Object subject) {
    if (subject != null) {
      return true;
    }
    var faces = FacesContext.getCurrentInstance();
    try {
      faces.getExternalContext().responseSendError(404, "not found");
    } catch (IOException gone) {
      throw new UncheckedIOException("The browser went away", gone);
    }
    faces.responseComplete();
    return false;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
