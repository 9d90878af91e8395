package dev.holdfast.server.fleet.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.server.fleet.api.PolicyView;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.PolicyDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Policies, and what of them holds for somebody. */
@ApplicationScoped
public class PolicyList {
  private static final Sorting SORTING =
      new Sorting(Map.of("target", "target"), "target <> 'everyone', target", "target");

  @Inject private Jdbc jdbc;
  @Inject private Directory directory;
  @Inject private Packages packages;
  @Inject private PolicyDirectory policies;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected PolicyList() {}

  Page<PolicyView> page(PageRequest page) throws RefusedException {
    List<PolicyView> items =
        jdbc.list(
            "SELECT * FROM holdfast.sync_policy" + SORTING.part(page),
            row ->
                new PolicyView(
                    row.getString("target"), PolicyRows.values(row), row.getLong("version")));
    long total =
        jdbc.one("SELECT count(*) FROM holdfast.sync_policy", row -> row.getLong(1)).orElse(0L);
    return new Page<>(items, total);
  }

  /** What holds for a user's devices, as a sync would tell them now. */
  SyncPolicy effective(String name) throws RefusedException {
    User user =
        directory
            .user(name)
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no user " + name + '.'));
    List<String> applications =
        packages.activeFor(user).stream().map(logic -> logic.definition().application()).toList();
    return jdbc.with(sql -> policies.effective(user, applications, sql));
  }
}
