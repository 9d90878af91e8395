package dev.holdfast.admin.issues;

import dev.holdfast.admin.shell.AddressParts;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.kernel.wire.Instants;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.FilterParameters;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueFilter.Cause;
import jakarta.faces.context.FacesContext;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A filter of the workbasket as it stands in an address, so that it can be kept as a bookmark and
 * the export gets the same rows as the page. It has the facade's parameters but for people: without
 * a status it is what nobody has resolved, {@code any} is chains of whatever status, a day is a
 * whole day of the server's time zone, and {@value #NONE} as a part of the cause is none. A part of
 * the cause is taken as it stands, blanks and all; one that is {@value #NONE} itself, or begins
 * with {@value #ESCAPE}, has {@value #ESCAPE} before it. Immutable.
 */
public final class IssueQuery implements Serializable {
  /** A part of the cause that is not there. */
  static final String NONE = "-";

  /** Before a part of the cause that would be taken for something else. */
  static final String ESCAPE = "\\";

  private static final long serialVersionUID = 1L;
  private static final String STATUS = "status";
  private static final String UNRESOLVED = "unresolved";
  private static final String FROM = "from";
  private static final String UNTIL = "until";
  private static final Set<String> CAUSE =
      Set.of("application", "type", "action", "package", "field");
  private static final List<String> RARE =
      List.of("user", FROM, UNTIL, "application", "type", "action", "package", "field");

  private final TreeMap<String, String> said;

  private IssueQuery(Map<String, String> said) {
    this.said = new TreeMap<>(said);
  }

  /**
   * Reads a query.
   *
   * @param parameters value by parameter, null or empty where there is none
   */
  static IssueQuery of(UnaryOperator<@Nullable String> parameters) {
    Map<String, String> said = new TreeMap<>();
    for (String name : FilterParameters.NAMES) {
      String given = parameters.apply(name);
      String value = CAUSE.contains(name) ? whole(given) : AddressParts.text(given);
      if (value != null && !(name.equals(STATUS) && value.equals(UNRESOLVED))) {
        said.put(name, value);
      }
    }
    return new IssueQuery(said);
  }

  /** A text as it is, null if there is none. */
  private static @Nullable String whole(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }

  /** The query of the page's address. */
  static IssueQuery ofAddress() {
    return of(FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap()::get);
  }

  /** The query that shows what a filter of the facade does. */
  static IssueQuery ofFilter(Map<String, String> parameters) {
    Map<String, String> said = new TreeMap<>();
    parameters.forEach(
        (name, value) ->
            said.put(name, CAUSE.contains(name) || value.isEmpty() ? written(value) : value));
    said.computeIfPresent(FROM, (name, at) -> day(at, 0));
    said.computeIfPresent(UNTIL, (name, at) -> day(at, 1));
    said.putIfAbsent(STATUS, IssueFilter.ANY_CHAIN);
    return of(said::get);
  }

  /** The day that begins then, so many days later; the text itself if none does. */
  private static String day(String moment, int daysLater) {
    try {
      var local = Instants.parse(moment).atZone(ZoneId.systemDefault());
      return local.toLocalTime().equals(LocalTime.MIDNIGHT)
          ? local.toLocalDate().minusDays(daysLater).toString()
          : moment;
    } catch (DateTimeException beyond) {
      // An older release has kept it: it is refused when the filter is used, and harms no list.
      return moment;
    }
  }

  /**
   * The filter.
   *
   * @throws RefusedException {@code INVALID} if a day or an id can't be read
   */
  IssueFilter filter() throws RefusedException {
    String status = said.getOrDefault(STATUS, UNRESOLVED);
    return new IssueFilter(
            get("workbasket"),
            IssueFilter.ANY_CHAIN.equals(status) ? null : status,
            get("reason"),
            get("user"),
            AddressParts.id(get("device")),
            AddressParts.id(get("case")),
            AddressParts.start(get(FROM), 0),
            AddressParts.start(get(UNTIL), 1),
            get("text"))
        .assignedTo(get("assignee"))
        .of(
            new Cause(
                part("application"), part("type"), part("action"), part("package"), part("field")));
  }

  /** The same for chains: they are of any status where every submission was asked for. */
  IssueQuery ofChains() {
    return IssueFilter.ALL_SUBMISSIONS.equals(said.get(STATUS))
        ? with(STATUS, IssueFilter.ANY_CHAIN)
        : this;
  }

  /** Whether there is such a filter; if not, says what is wrong. */
  boolean isReadable(Notices notices) {
    try {
      filter();
      return true;
    } catch (RefusedException unreadable) {
      notices.refused(unreadable);
      return false;
    }
  }

  private @Nullable String part(String name) {
    String value = get(name);
    if (NONE.equals(value)) {
      return "";
    }
    return value != null && value.startsWith(ESCAPE) ? value.substring(ESCAPE.length()) : value;
  }

  /** A part of the cause as it stands in an address; of none if it is empty. */
  private static String written(String part) {
    if (part.isEmpty()) {
      return NONE;
    }
    return part.equals(NONE) || part.startsWith(ESCAPE) ? ESCAPE + part : part;
  }

  /**
   * The same with another value of a parameter.
   *
   * @param value null for none if it is a part of the cause, otherwise for anything
   */
  IssueQuery with(String name, @Nullable String value) {
    Map<String, String> other = new TreeMap<>(said);
    if (CAUSE.contains(name)) {
      other.put(name, written(value == null ? "" : value));
    } else if (value != null) {
      other.put(name, value);
    } else {
      other.remove(name);
    }
    return new IssueQuery(other);
  }

  /** What it says of a parameter, null if nothing. */
  public @Nullable String get(String name) {
    return said.get(name);
  }

  /** What it says, by parameter. */
  public List<Map.Entry<String, String>> getSaid() {
    return List.copyOf(said.entrySet());
  }

  /** It as the end of an address, from the question mark on; empty if it says nothing. */
  public String getAddress() {
    return said.isEmpty()
        ? ""
        : said.entrySet().stream()
            .map(
                one ->
                    one.getKey() + '=' + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?", ""));
  }

  /** Whether it leaves out anything that a new visitor would see. */
  public boolean isNarrowed() {
    return !said.isEmpty();
  }

  /** Whether it says anything that is rarely asked for. */
  public boolean isDetailed() {
    return RARE.stream().anyMatch(said::containsKey);
  }

  /** The kind of input for a limit of time: a day, or a text for a moment that begins no day. */
  public String input(String name) {
    return said.getOrDefault(name, "").indexOf('T') < 0 ? "date" : "text";
  }
}
