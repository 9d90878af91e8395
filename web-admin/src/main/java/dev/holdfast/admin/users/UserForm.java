package dev.holdfast.admin.users;

import dev.holdfast.admin.shell.TypedWords;
import dev.holdfast.server.identity.api.UserView;
import dev.holdfast.server.identity.api.Users.UserChange;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A user while a person edits one: roles as words, attributes as a line each. */
public class UserForm implements Serializable {
  private static final long serialVersionUID = 1L;

  private @Nullable String displayName;
  private @Nullable String password;
  private @Nullable String roles;
  private @Nullable String attributes;
  private boolean enabled = true;

  static UserForm of(UserView user) {
    var form = new UserForm();
    form.displayName = user.displayName();
    form.roles = String.join(", ", new TreeSet<>(user.roles()));
    form.attributes =
        user.attributes().entrySet().stream()
            .map(attribute -> attribute.getKey() + " = " + String.join(", ", attribute.getValue()))
            .sorted()
            .collect(Collectors.joining("\n"));
    form.enabled = user.enabled();
    return form;
  }

  /**
   * The values for the facade; what is empty stays as it is.
   *
   * @throws RefusedException {@code INVALID} if a line of the attributes can't be read
   */
  UserChange change() throws RefusedException {
    return new UserChange(password, displayName, roleSet(), attributeMap(), enabled);
  }

  private Set<String> roleSet() {
    return Set.copyOf(TypedWords.of(roles));
  }

  private Map<String, List<String>> attributeMap() throws RefusedException {
    var values = new LinkedHashMap<String, List<String>>();
    for (var line : attributes == null ? List.<String>of() : attributes.lines().toList()) {
      if (!line.isBlank()) {
        int equals = line.indexOf('=');
        if (equals < 1) {
          throw new RefusedException(
              ErrorCode.INVALID, "\"" + line.strip() + "\" is not: name = value, value.");
        }
        values.put(line.substring(0, equals).strip(), TypedWords.of(line.substring(equals + 1)));
      }
    }
    return values;
  }

  /** Name for people. */
  public @Nullable String getDisplayName() {
    return displayName;
  }

  /** Name for people. */
  public void setDisplayName(@Nullable String displayName) {
    this.displayName = displayName;
  }

  /** Always empty: a password goes in, never out. */
  public String getPassword() {
    return "";
  }

  /** New password, null to leave it as it is. */
  public void setPassword(@Nullable String password) {
    this.password = password;
  }

  /** Roles, separated by commas. */
  public @Nullable String getRoles() {
    return roles;
  }

  /** Roles, separated by commas. */
  public void setRoles(@Nullable String roles) {
    this.roles = roles;
  }

  /** Attributes, a line each: name = value, value. */
  public @Nullable String getAttributes() {
    return attributes;
  }

  /** Attributes, a line each: name = value, value. */
  public void setAttributes(@Nullable String attributes) {
    this.attributes = attributes;
  }

  /** Whether the user may sign in. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Whether the user may sign in. */
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }
}
