package dev.holdfast.admin.shell;

import dev.holdfast.kernel.casework.ValueText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How values look: the tone of a status, the short form of an id, a value of a case. */
@Named
@ApplicationScoped
public class Looks {
  /** Characters of the short form of an id. */
  public static final int SHORT_ID = 8;

  private static final String UNITS = "kMGT";

  private static final Map<String, String> TONES =
      Map.ofEntries(
          Map.entry("active", "good"),
          Map.entry("done", "good"),
          Map.entry("applied", "good"),
          Map.entry("merged", "good"),
          Map.entry("enabled", "good"),
          Map.entry("delivered", "good"),
          Map.entry("running", "busy"),
          Map.entry("coming", "busy"),
          Map.entry("unscanned", "wait"),
          Map.entry("absent", "wait"),
          Map.entry("refused", "bad"),
          Map.entry("claimed", "busy"),
          Map.entry("waiting", "wait"),
          Map.entry("captured", "good"),
          Map.entry("suspect", "wait"),
          Map.entry("problem", "bad"),
          Map.entry("open", "wait"),
          Map.entry("closed", "plain"),
          Map.entry("parked", "wait"),
          Map.entry("wipe-requested", "wait"),
          Map.entry("unseen", "wait"),
          Map.entry("failed", "bad"),
          Map.entry("failing", "bad"),
          Map.entry("revoked", "bad"),
          Map.entry("wiped", "bad"),
          Map.entry("disabled", "bad"));

  /** The tone of a status; colour only supports the chip's text. */
  public String tone(String status) {
    return TONES.getOrDefault(status, "plain");
  }

  /** The end of an id: ids begin with their time, so it is the end that tells them apart. */
  public String shortId(@Nullable UUID id) {
    if (id == null) {
      return "";
    }
    var text = id.toString();
    return text.substring(text.length() - SHORT_ID);
  }

  /** A text as it has to stand in an address. */
  public String encoded(@Nullable String text) {
    return text == null ? "" : URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A value of a case in words; empty if there is none. */
  public String value(@Nullable Object value) {
    return ValueText.of(value);
  }

  /** Texts as a list in a sentence. */
  public String joined(Collection<String> texts) {
    return String.join(", ", texts);
  }

  /** A number of bytes in the greatest unit that fits. */
  public String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double amount = bytes / 1000.0;
    int unit = 0;
    while (amount >= 999.95 && unit < UNITS.length() - 1) {
      amount /= 1000;
      unit++;
    }
    return String.format(Locale.ENGLISH, "%.1f %sB", amount, UNITS.charAt(unit));
  }
}
