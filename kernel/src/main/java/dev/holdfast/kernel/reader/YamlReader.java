package dev.holdfast.kernel.reader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the tree from YAML's events: one document, of bounded depth, without aliases (a few lines
 * of them can stand for gigabytes), no key twice.
 */
final class YamlReader {
  private static final int MAX_DEPTH = 20;

  private final String document;
  private final Findings findings;
  private final Iterator<Event> events;

  private YamlReader(String document, Findings findings) {
    this.document = document;
    this.findings = findings;
    LoadSettings settings = LoadSettings.builder().setLabel("package").setUseMarks(true).build();
    this.events = new Parse(settings).parseString(document).iterator();
  }

  /** Reads a document; empty if it is none at all. */
  static Optional<Yaml> read(String document, Findings findings) {
    try {
      return new YamlReader(document, findings).document();
    } catch (MarkedYamlEngineException e) {
      Place place = place(e.getProblemMark().or(e::getContextMark));
      findings.add(place, "", "not-yaml", "This is not YAML: " + e.getProblem() + '.');
    } catch (ReaderException e) {
      String message =
          "The character U+" + Integer.toHexString(e.getCodePoint()) + " is not allowed in YAML.";
      findings.add(Place.START, "", "not-yaml", message);
    } catch (YamlEngineException e) {
      findings.add(Place.START, "", "not-yaml", "This is not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Optional<Yaml> document() {
    Yaml root = null;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
        default -> {
          if (root != null) {
            findings.add(
                place(event.getStartMark()),
                "",
                "not-yaml",
                "One document is enough: end before this.");
            return Optional.of(root);
          }
          root = value(event, "", 0);
        }
      }
    }
    if (root == null) {
      findings.add(Place.START, "", "not-yaml", "The document is empty.");
    }
    return Optional.ofNullable(root);
  }

  private Yaml value(Event event, String path, int depth) {
    Place place = place(event.getStartMark());
    if (depth > MAX_DEPTH) {
      throw new MarkedYamlEngineException(
          "",
          Optional.empty(),
          "nested deeper than " + MAX_DEPTH + " levels",
          event.getStartMark()) {};
    }
    return switch (event.getEventId()) {
      case SequenceStart -> sequence(place, path, depth);
      case MappingStart -> mapping(place, path, depth);
      case Scalar -> scalar((ScalarEvent) event, place);
      default -> {
        String name = event instanceof AliasEvent alias ? "*" + alias.getAlias() : "this";
        findings.add(
            place, path, "alias", name + ": aliases are not allowed, write the value out.");
        yield new Yaml.Scalar("", true, place, place);
      }
    };
  }

  private Yaml sequence(Place place, String path, int depth) {
    List<Yaml> items = new ArrayList<>();
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      items.add(value(event, path, depth + 1));
    }
    return new Yaml.Sequence(items, place);
  }

  private Yaml mapping(Place place, String path, int depth) {
    List<Yaml.Entry> entries = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      Yaml key = value(event, path, depth + 1);
      String name = key instanceof Yaml.Scalar scalar ? scalar.text() : "";
      String at = path.isEmpty() ? name : path + '.' + name;
      Yaml value = value(next(), at, depth + 1);
      if (!(key instanceof Yaml.Scalar scalar)) {
        findings.add(key.place(), path, "wrong-type", "A key is a single word.");
      } else if (!seen.add(scalar.text())) {
        findings.add(
            key.place(),
            at,
            "duplicate-key",
            "'" + scalar.text() + "' stands here twice; keep one of them.");
      } else {
        entries.add(new Yaml.Entry(scalar, value));
      }
    }
    return new Yaml.Mapping(entries, place);
  }

  private Yaml.Scalar scalar(ScalarEvent event, Place place) {
    String text = event.getValue();
    boolean empty = event.isPlain() && (text.isEmpty() || text.equals("null") || text.equals("~"));
    return new Yaml.Scalar(text, empty, place, textPlace(event, place));
  }

  private Place textPlace(ScalarEvent event, Place place) {
    if (event.isPlain()) {
      return place;
    }
    if (event.isSQuoted() || event.isDQuoted()) {
      return new Place(place.line(), place.column() + 1);
    }
    String line = document.lines().skip(place.line()).findFirst().orElse("");
    int indent = line.length() - line.stripLeading().length();
    return new Place(place.line() + 1, indent + 1);
  }

  private Event next() {
    return events.next();
  }

  private static Place place(Optional<Mark> mark) {
    return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(Place.START);
  }
}
