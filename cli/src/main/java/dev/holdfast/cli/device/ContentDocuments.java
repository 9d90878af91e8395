package dev.holdfast.cli.device;

import dev.holdfast.device.api.ContentView;
import dev.holdfast.device.api.PendingAction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is said of contents of attachments: to scripts, and to people. */
final class ContentDocuments {
  private ContentDocuments() {}

  static Map<String, @Nullable Object> content(ContentView content) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("id", content.attachment().id());
    document.put("name", content.attachment().name());
    document.put("type", content.attachment().type());
    document.put("size", content.attachment().size());
    document.put("state", content.state().code());
    document.put("bytes", content.bytes());
    document.put("reason", content.reason());
    document.put("message", content.message());
    document.put("cases", content.cases());
    document.put("actions", content.actions());
    return document;
  }

  static List<Map<String, @Nullable Object>> contents(List<ContentView> contents) {
    return contents.stream().map(ContentDocuments::content).toList();
  }

  /** The contents that actions wait for. */
  static List<ContentView> awaited(List<PendingAction> pending) {
    return pending.stream().flatMap(action -> action.waitsFor().stream()).toList();
  }

  /** How far a content is: {@code 310.0 kB of 4.2 MB}. */
  static String progress(ContentView content) {
    String size = Documents.size(content.attachment().size());
    return content.bytes() == content.attachment().size()
        ? size
        : "%s of %s".formatted(Documents.size(content.bytes()), size);
  }

  /** What an action waits for, empty if for nothing. */
  static String waitsFor(PendingAction action) {
    return action.waitsFor().stream()
        .map(
            content ->
                content.reason() == null
                    ? "%s, %s".formatted(content.attachment().name(), progress(content))
                    : "%s: refused, %s".formatted(content.attachment().name(), content.message()))
        .collect(Collectors.joining("; "));
  }

  /** How many contents actions wait for, null if for none. */
  static @Nullable String line(List<PendingAction> pending) {
    List<ContentView> contents = awaited(pending);
    long refused = contents.stream().filter(content -> content.reason() != null).count();
    return contents.isEmpty()
        ? null
        : "%d wait to be sent%s: see device pending"
            .formatted(contents.size(), refused == 0 ? "" : ", %d refused".formatted(refused));
  }
}
