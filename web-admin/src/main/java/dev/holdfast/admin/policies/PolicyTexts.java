package dev.holdfast.admin.policies;

import dev.holdfast.admin.shell.Texts;
import dev.holdfast.kernel.policy.PolicyField;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.server.fleet.api.PolicyTarget;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Policies in words. */
@Named
@ApplicationScoped
public class PolicyTexts {
  @Inject private Texts texts;

  /**
   * A value for people.
   *
   * @param label what it is
   * @param text the value, null if nothing is said
   * @param source where it comes from, null if nobody has set it
   */
  public record Line(String label, @Nullable String text, @Nullable String source) {}

  /** A target in words; what is no target stays as it is. */
  public String whom(String target) {
    try {
      var read = PolicyTarget.of(target);
      return read.kind() == PolicyTarget.Kind.EVERYONE
          ? texts.of("policies.everyone")
          : texts.of("resync.target." + read.kind(), read.name());
    } catch (RefusedException unknown) {
      return target;
    }
  }

  /** What a policy says. */
  public List<Line> said(PolicyValues values) {
    return values.said().stream().map(field -> line(field, values, null)).toList();
  }

  /** What holds, every value with its source. */
  public List<Line> effective(SyncPolicy policy) {
    return Arrays.stream(PolicyField.values()).map(field -> effective(field, policy)).toList();
  }

  private Line effective(PolicyField field, SyncPolicy policy) {
    var source = policy.source(field);
    var line = line(field, policy.values(), source.equals(SyncPolicy.NOBODY) ? null : whom(source));
    return line.text() == null ? new Line(line.label(), unset(field), line.source()) : line;
  }

  private String unset(PolicyField field) {
    return texts.of(field.isLeftToApplication() ? "policies.left" : "policies.never");
  }

  private Line line(PolicyField field, PolicyValues values, @Nullable String source) {
    var text = field.text(values);
    return new Line(
        texts.of("policies.field." + field.code()),
        text != null && field.isMode() ? texts.of("policies." + field.code() + '.' + text) : text,
        source);
  }
}
