package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.ContentRules;
import dev.holdfast.kernel.app.ValueType;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what contents a field of type attachment takes. */
final class ContentRulesReader {
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5}) ?(kB|MB|GB)");
  private static final Map<String, Long> UNITS =
      Map.of("kB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L);

  private static final Pattern TYPE =
      Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/(\\*|[a-z0-9][a-z0-9!#$&^_.+-]{0,63})");

  private final Findings findings;

  ContentRulesReader(Findings findings) {
    this.findings = findings;
  }

  ContentRules read(Block block, ValueType type) {
    boolean attachment = type == ValueType.ATTACHMENT;
    for (String key : List.of("max-size", "types", "fetch")) {
      block.applicable(key, attachment, "is for attachment");
    }
    if (!attachment) {
      return ContentRules.ANY;
    }
    ContentRules.Fetch fetch = block.oneOf("fetch", Names.words(ContentRules.Fetch.class));
    return new ContentRules(
        maxBytes(block), types(block), fetch == null ? ContentRules.Fetch.ON_DEMAND : fetch);
  }

  private @Nullable Long maxBytes(Block block) {
    Text size = block.text("max-size");
    if (size == null) {
      return null;
    }
    Matcher read = SIZE.matcher(size.value());
    if (!read.matches()) {
      findings.add(
          size,
          "bad-value",
          "'"
              + size.value()
              + "' is no size: give a whole number from 1 to 999999 with kB, MB or GB (powers of"
              + " 1,000), as in 10 MB.");
      return null;
    }
    return Long.parseLong(read.group(1)) * UNITS.getOrDefault(read.group(2), 1L);
  }

  private List<String> types(Block block) {
    if (!block.has("types")) {
      return List.of();
    }
    List<Text> types = block.requiredTexts("types", "Name the media types, or remove 'types'.");
    for (Text type : types) {
      if (!TYPE.matcher(type.value()).matches()) {
        findings.add(
            type,
            "bad-value",
            "'"
                + type.value()
                + "' is no media type: give it in lower case and without parameters, as in"
                + " application/pdf, or image/* for all of a kind.");
      }
    }
    return types.stream().map(Text::value).toList();
  }
}
