package dev.holdfast.admin.attachments;

import dev.holdfast.admin.shell.Looks;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.contents.api.ContentStorage;
import dev.holdfast.server.contents.api.ContentStorage.DeviceUse;
import dev.holdfast.server.contents.api.ContentStorage.LargeContent;
import dev.holdfast.server.contents.api.ContentStorage.StuckUpload;
import dev.holdfast.server.contents.api.ContentStorage.WaitingAction;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Rows of the storage's lists with the names of their devices, which are asked for together. */
@RequestScoped
public class StorageLines {
  @Inject private CurrentUser user;
  @Inject private ContentStorage storage;
  @Inject private Directory directory;
  @Inject private Looks looks;

  /**
   * A row.
   *
   * @param <T> what it is of
   * @param of what it is of
   * @param title what people call it
   * @param deviceName name of its device
   */
  public record Line<T>(T of, String title, String deviceName) {}

  /** A device and what counts against it. */
  public record DeviceLine(DeviceUse use, String deviceName) {}

  Page<Line<StuckUpload>> stuck(PageRequest request) throws RefusedException {
    Page<StuckUpload> page = storage.stuck(user.caller(), request);
    Map<UUID, String> names = names(page.items(), StuckUpload::device);
    return new Page<>(
        page.items().stream()
            .map(
                each ->
                    new Line<>(
                        each,
                        each.name() == null ? each.type() : each.name(),
                        name(names, each.device())))
            .toList(),
        page.total());
  }

  Page<Line<WaitingAction>> waiting(PageRequest request) throws RefusedException {
    Page<WaitingAction> page = storage.waiting(user.caller(), request);
    Map<UUID, String> names = names(page.items(), WaitingAction::device);
    return new Page<>(
        page.items().stream()
            .map(each -> new Line<>(each, each.name(), name(names, each.device())))
            .toList(),
        page.total());
  }

  Page<DeviceLine> devices(PageRequest request) throws RefusedException {
    Page<DeviceUse> page = storage.devices(user.caller(), request);
    Map<UUID, String> names = names(page.items(), DeviceUse::device);
    return new Page<>(
        page.items().stream()
            .map(each -> new DeviceLine(each, name(names, each.device())))
            .toList(),
        page.total());
  }

  List<Line<LargeContent>> largest(int most) throws RefusedException {
    List<LargeContent> all = storage.largest(user.caller(), most);
    Map<UUID, String> names = names(all, LargeContent::device);
    return all.stream()
        .map(each -> new Line<>(each, each.type(), name(names, each.device())))
        .toList();
  }

  private <T> Map<UUID, String> names(List<T> rows, Function<T, UUID> device) {
    return directory.deviceNames(rows.stream().map(device).distinct().toList());
  }

  private String name(Map<UUID, String> names, UUID device) {
    return names.getOrDefault(device, looks.shortId(device));
  }
}
