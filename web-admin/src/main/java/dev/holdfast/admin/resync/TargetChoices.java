package dev.holdfast.admin.resync;

import dev.holdfast.admin.shell.Texts;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.server.fleet.api.DeviceStatus;
import dev.holdfast.server.fleet.api.Fleet;
import dev.holdfast.server.fleet.api.Resyncs.Target;
import dev.holdfast.server.identity.api.Users;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What a resync order can be for, and what people call it. */
@Named
@ApplicationScoped
public class TargetChoices {
  /** Most users or devices that are offered at once. */
  static final int FOUND = 20;

  @Inject private Fleet fleet;
  @Inject private Users users;
  @Inject private Packages packages;
  @Inject private Texts texts;

  /**
   * Something to choose.
   *
   * @param value name or id
   * @param label what people call it
   */
  public record Choice(String value, String label) {}

  /**
   * What was found.
   *
   * @param choices some of it
   * @param total how much there is
   */
  public record Found(List<Choice> choices, long total) {}

  /** All choices of a kind of which there are few. */
  public List<Choice> of(Target.Kind kind) {
    return switch (kind) {
      case ALL, USER, DEVICE -> List.of();
      case APPLICATION -> names(applications().map(ApplicationPackage::application));
      case ROLE -> names(applications().flatMap(logic -> logic.roles().stream()));
    };
  }

  /** Users or devices whose names contain a text, at most {@value #FOUND}, by name. */
  public Found matching(Caller caller, Target.Kind kind, String text) throws RefusedException {
    var first = new PageRequest(0, FOUND, "name", false);
    if (kind == Target.Kind.USER) {
      var found = users.list(caller, text, first);
      return new Found(
          found.items().stream()
              .map(user -> new Choice(user.name(), user.name() + " – " + user.displayName()))
              .toList(),
          found.total());
    }
    var found = fleet.devices(caller, new Fleet.DeviceFilter(text, null, "active"), first);
    return new Found(
        found.items().stream()
            .map(device -> new Choice(device.id().toString(), label(device)))
            .toList(),
        found.total());
  }

  /** A choice that was made. */
  public Choice chosen(Caller caller, Target target) throws RefusedException {
    return new Choice(
        target.value(),
        target.kind() == Target.Kind.DEVICE ? deviceName(caller, target.value()) : target.value());
  }

  /** A target in words. */
  public String name(Caller caller, Target target) throws RefusedException {
    if (target.kind() == Target.Kind.ALL) {
      return texts.of("resync.kind.ALL");
    }
    var value =
        target.kind() == Target.Kind.DEVICE ? deviceName(caller, target.value()) : target.value();
    return texts.of("resync.target." + target.kind(), value);
  }

  private String deviceName(Caller caller, String id) throws RefusedException {
    return id.isEmpty()
        ? ""
        : fleet.device(caller, UUID.fromString(id)).map(TargetChoices::label).orElse(id);
  }

  private static String label(DeviceStatus device) {
    return device.name() + " (" + device.user() + ")";
  }

  private Stream<ApplicationPackage> applications() {
    return packages.active().stream().map(CompiledPackage::definition);
  }

  private static List<Choice> names(Stream<String> names) {
    return names.distinct().sorted().map(name -> new Choice(name, name)).toList();
  }
}
