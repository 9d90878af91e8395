package dev.holdfast.server.identity.internal;

import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.SettingGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The settings of feature identity. */
@ApplicationScoped
public class IdentitySettings implements SettingGroup {
  /** Where the first administrator's password is. */
  static final Setting<String> ADMIN_PASSWORD_FILE =
      Setting.text(
          "bootstrap.admin-password-file",
          "path of a file",
          "The password that the user admin gets when the server starts without any user.",
          false);

  /** What a password hash costs. */
  static final Setting<Integer> PASSWORD_COST =
      Setting.number(
          "identity.password-cost",
          "rounds of bcrypt as a power of two",
          12,
          10,
          18,
          "What guessing a password from its hash costs, and each sign-in; older hashes are made"
              + " anew as their users sign in.");

  @Override
  public List<Setting<?>> settings() {
    return List.of(ADMIN_PASSWORD_FILE, PASSWORD_COST);
  }
}
