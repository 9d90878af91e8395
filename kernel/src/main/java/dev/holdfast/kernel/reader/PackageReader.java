package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.UserAttribute;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.kernel.digest.Sha256;
import dev.holdfast.kernel.rule.CompiledPackage;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads application packages. The format is described in {@code docs/reference/package.md}. */
public final class PackageReader {
  /** Longest document that is read, in bytes of UTF-8. */
  public static final int MAX_BYTES = 1024 * 1024;

  /** Types whose values have one text form only, so that buckets can be named by them. */
  private static final Set<ValueType> ATTRIBUTE_TYPES =
      EnumSet.of(ValueType.TEXT, ValueType.INTEGER, ValueType.BOOLEAN);

  private final Findings findings;
  private final Findings warnings;
  private final Names names;

  private PackageReader(Findings findings, Findings warnings) {
    this.findings = findings;
    this.warnings = warnings;
    this.names = new Names(findings);
  }

  /**
   * Reads and checks a package.
   *
   * @param yaml the document
   * @return the package, fully checked
   * @throws PackageException if anything at all is wrong with it, with every finding
   */
  public static ApplicationPackage read(String yaml) throws PackageException {
    return parse(yaml).definition();
  }

  /**
   * Reads and checks a package, and looks for what will not work in the field.
   *
   * @param yaml the document
   * @return the package with warnings
   * @throws PackageException if anything at all is wrong with it, with every finding
   */
  public static CheckedPackage check(String yaml) throws PackageException {
    Parsed parsed = parse(yaml);
    CompiledPackage logic = CompiledPackage.of(parsed.definition());
    DocumentPlaces places = new DocumentPlaces(parsed.root());
    new OfflineChecks(logic, places, parsed.warnings()).check();
    new FormChecks(places, parsed.warnings()).check(parsed.definition());
    return new CheckedPackage(logic, parsed.warnings().sorted());
  }

  private record Parsed(ApplicationPackage definition, Yaml root, Findings warnings) {}

  private static Parsed parse(String yaml) throws PackageException {
    Findings findings = new Findings();
    Parsed parsed = null;
    int bytes = yaml.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      findings.add(
          Place.START,
          "",
          "too-large",
          "The document has " + bytes + " bytes; at most " + MAX_BYTES + " are read.");
    } else {
      Optional<Yaml> root = YamlReader.read(yaml, findings);
      if (root.isPresent()) {
        Findings warnings = new Findings();
        ApplicationPackage definition =
            new PackageReader(findings, warnings).read(root.get(), yaml);
        parsed = new Parsed(definition, root.get(), warnings);
      }
    }
    findings.throwIfAny();
    if (parsed == null) {
      throw new IllegalStateException("no package and nothing wrong");
    }
    return parsed;
  }

  private ApplicationPackage read(Yaml root, String yaml) {
    Block block = Block.of(root, "", Keys.PACKAGE, findings);
    Text application = block.required("application", "Give the application a name.");
    boolean named = application != null && names.viewed(application, "application");
    Text version = block.required("version", "Give it a version such as 1.0.0.");
    boolean versioned = version != null && names.version(version);
    List<String> worklists = worklists(block);
    builtIns(block);
    Map<String, UserAttribute> attributes = attributes(block, !worklists.isEmpty());
    List<String> roles =
        block.texts("roles").stream().filter(names::role).map(Text::value).toList();
    Map<String, OfflineTable> tables =
        new TablesReader(findings, warnings, names, attributes, roles).read(block);
    String name = named && application != null ? application.value() : "";
    Map<String, CaseType> cases =
        new CaseTypesReader(
                findings,
                warnings,
                names,
                new Vocabulary(attributes, roles, tables, caseNames(block), worklists))
            .read(block, name + "-issues");
    if (!block.has("tables") && !block.has("cases")) {
      findings.add(
          block.place(),
          "",
          "missing-key",
          "Neither 'tables' nor 'cases': there is nothing to do.");
    }
    String number = versioned && version != null ? version.value() : "";
    return new ApplicationPackage(
        name,
        number,
        attributes,
        roles,
        tables,
        cases,
        new EvolutionReader(findings, names, number, cases).read(block),
        LabelsReader.read(root, block.texts("languages"), findings, warnings),
        yaml,
        Sha256.hex(yaml));
  }

  /** What the case types are called, for those that refer to others. */
  private static List<String> caseNames(Block block) {
    return block.yaml("cases") instanceof Yaml.Mapping cases
        ? cases.entries().stream().map(entry -> entry.key().text()).toList()
        : List.of();
  }

  private List<String> worklists(Block block) {
    if (!block.has("worklists")) {
      return List.of();
    }
    List<Text> worklists = block.labelled("worklists", "Name the worklists of your teams.");
    worklists.forEach(worklist -> names.name(worklist, "worklist"));
    return worklists.stream().map(Text::value).toList();
  }

  /** Their labels are read with all others; here it is only seen that there are such fields. */
  private void builtIns(Block block) {
    for (Yaml.Entry entry : block.named("built-in")) {
      Text name = name(entry, block.pathOf("built-in"));
      if (!BuiltIn.LABELLED.contains(name.value())) {
        findings.add(
            name,
            "unknown-key",
            "'%s' is not built in; say %s."
                .formatted(name.value(), String.join(", ", BuiltIn.LABELLED)));
      }
    }
  }

  /**
   * The attributes of users.
   *
   * @param worklists whether they have that of being members of worklists, too
   */
  private Map<String, UserAttribute> attributes(Block block, boolean worklists) {
    Map<String, UserAttribute> attributes = new LinkedHashMap<>();
    for (Yaml.Entry entry : block.named("user-attributes")) {
      Text name = name(entry, block.pathOf("user-attributes"));
      boolean good = names.attribute(name, worklists);
      Block attribute = Block.of(entry.value(), name.path(), Keys.USER_ATTRIBUTE, findings);
      attribute.require("type", "Say text, integer or boolean.");
      ValueType type = attributeType(attribute);
      boolean many = attribute.flag("many");
      if (good && type != null) {
        attributes.put(name.value(), new UserAttribute(name.value(), type, many));
      }
    }
    if (worklists) {
      attributes.put(BuiltIn.WORKLISTS.name(), BuiltIn.WORKLISTS);
    }
    return Collections.unmodifiableMap(attributes);
  }

  private @Nullable ValueType attributeType(Block attribute) {
    Map<String, ValueType> words = Names.words(ValueType.class);
    words.values().retainAll(ATTRIBUTE_TYPES);
    return attribute.oneOf("type", words);
  }

  /** The name of an entry, with the path of the entry. */
  static Text name(Yaml.Entry entry, String path) {
    return new Text(entry.key().text(), entry.key().textPlace(), path + '.' + entry.key().text());
  }
}
