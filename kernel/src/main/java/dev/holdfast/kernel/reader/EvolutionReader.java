package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Evolution;
import dev.holdfast.kernel.app.Evolution.Step;
import dev.holdfast.kernel.app.Evolution.TypeChange;
import dev.holdfast.kernel.app.VersionNumber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code evolution}. A change leads to names that the version after it has, so the changes
 * are checked from the newest back to the oldest.
 */
final class EvolutionReader {
  private final Findings findings;
  private final Names names;
  private final @Nullable VersionNumber present;
  private final Map<String, KnownNames> known = new HashMap<>();

  /**
   * Prepares for reading.
   *
   * @param version the version of the package, as it is written
   * @param types its case types
   */
  EvolutionReader(Findings findings, Names names, String version, Map<String, CaseType> types) {
    this.findings = findings;
    this.names = names;
    this.present = VersionNumber.of(version).orElse(null);
    types.forEach((name, type) -> known.put(name, KnownNames.of(type)));
  }

  Evolution read(Block root) {
    Yaml yaml = root.yaml("evolution");
    if (yaml == null) {
      return Evolution.NONE;
    }
    Block block = Block.of(yaml, root.pathOf("evolution"), Keys.EVOLUTION, findings);
    Text oldest = block.text("supports");
    VersionNumber supports = oldest == null ? null : version(oldest).orElse(null);
    List<Dated> dated = new ArrayList<>();
    for (Yaml.Entry entry : block.named("since")) {
      Text since = PackageReader.name(entry, block.pathOf("since"));
      version(since).ifPresent(number -> dated.add(new Dated(number, since, entry.value())));
    }
    dated.sort(Comparator.comparing(Dated::since).reversed());
    List<Step> steps = new ArrayList<>();
    dated.forEach(each -> steps.add(new Step(each.since(), types(each))));
    Collections.reverse(steps);
    return new Evolution(supports, List.copyOf(steps));
  }

  private record Dated(VersionNumber since, Text text, Yaml value) {}

  private Map<String, TypeChange> types(Dated dated) {
    Map<String, TypeChange> types = new LinkedHashMap<>();
    Yaml value = dated.value();
    if (!(value instanceof Yaml.Mapping mapping)) {
      findings.add(
          value.place(),
          dated.text().path(),
          "wrong-type",
          "Here belongs a block of case types with what changed of them.");
      return types;
    }
    for (Yaml.Entry entry : mapping.entries()) {
      Text name = PackageReader.name(entry, dated.text().path());
      findings.unlessKnown(name, known.keySet(), "unknown-case-type", "case type");
      KnownNames after = known.getOrDefault(name.value(), KnownNames.NONE);
      Block block = Block.of(entry.value(), name.path(), Keys.TYPE_CHANGE, findings);
      TypeChange change = new TypeChangeReader(findings, after).read(block);
      types.put(name.value(), change);
      known.put(name.value(), after.before(change));
    }
    return Collections.unmodifiableMap(types);
  }

  private Optional<VersionNumber> version(Text text) {
    Optional<VersionNumber> version =
        names.version(text) ? VersionNumber.of(text.value()) : Optional.empty();
    if (present != null && version.filter(v -> v.compareTo(present) > 0).isPresent()) {
      findings.add(
          text,
          "contradiction",
          text.value() + " comes after this version, " + present + "; it can't know of it.");
    }
    return version;
  }
}
