package dev.holdfast.cli.device;

import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.TextTable;
import dev.holdfast.device.api.UserStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code holdfast device users}. */
@Command(name = "users", description = "Who has a store in --stores; opens none of them.")
final class UsersCommand extends StoreTask {
  @Override
  ExitCode run(DeviceCommand command) {
    List<Map<String, @Nullable Object>> documents = new ArrayList<>();
    TextTable table = new TextTable("user", "unsent", "wiped");
    for (UserStore store : command.stores().list()) {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("user", store.user());
      document.put("store", store.directory().toString());
      document.put("unsent", store.unsent());
      document.put("wiped", store.wiped());
      documents.add(document);
      table.row(
          List.of(
              store.user(),
              store.unsent() == null ? "?" : store.unsent().toString(),
              store.wiped() ? "wiped" : ""));
    }
    output().result(documents, table.toString());
    return ExitCode.DONE;
  }
}
