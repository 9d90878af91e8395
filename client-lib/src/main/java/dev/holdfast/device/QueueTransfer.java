package dev.holdfast.device;

import dev.holdfast.device.api.Exported;
import dev.holdfast.device.api.Imported;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.protocol.ServerApi;
import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.queue.Awaited;
import dev.holdfast.device.queue.Logic;
import dev.holdfast.device.queue.QueueExport;
import dev.holdfast.device.queue.QueueImport;
import dev.holdfast.device.queue.QueueLines;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.store.content.Bringing;
import dev.holdfast.device.store.content.ContentFiles;
import dev.holdfast.device.store.content.HeldContent;
import dev.holdfast.device.store.content.SealedContent;
import dev.holdfast.kernel.app.Attachment;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Brings queues from device to device in files, with what their actions bring. */
final class QueueTransfer {
  private final Database database;
  private final ContentFiles files;
  private final Logic logic;
  private final Clock clock;
  private final Undertaking undertaking;

  /** Told how far it is, and ended early, by an undertaking. */
  QueueTransfer(Database database, Logic logic, Clock clock, Undertaking undertaking) {
    this.database = database;
    this.files = new ContentFiles(database);
    this.logic = logic;
    this.clock = clock;
    this.undertaking = undertaking;
  }

  /** Writes what changes the queue, if that may be done. */
  @FunctionalInterface
  interface Adding {
    <T> T add(Database.Work<T> work);
  }

  Exported write(Path file, KeyProtection protection) {
    List<HeldContent> contents = database.read(Awaited::unconfirmed);
    undertaking.begin(
        Progress.Stage.EXPORTING,
        database.read(Actions::unconfirmed),
        contents.stream().mapToLong(HeldContent::size).sum());
    Exported exported = QueueFiles.write(file, protection, this::write);
    undertaking.completed();
    return exported;
  }

  /**
   * Contents go first, and nobody has to wait for that; whatever came to the queue meanwhile goes,
   * too, before the actions are written, in one transaction.
   */
  private Exported write(OutputStream out, Runnable end) {
    QueueExport export = new QueueExport(out, undertaking);
    export.head(database.read(Account::require), clock.instant());
    Set<String> done = new HashSet<>();
    List<Attachment> leftOut = new ArrayList<>();
    while (true) {
      for (HeldContent content : database.read(Awaited::unconfirmed)) {
        if (done.add(content.id()) && !write(export, content)) {
          leftOut.add(content.attachment());
        }
      }
      Optional<Integer> actions =
          database.write(connection -> handOver(connection, export, done, end));
      if (actions.isPresent()) {
        return new Exported(actions.get(), done.size() - leftOut.size(), leftOut);
      }
    }
  }

  /** One whose file is damaged keeps nothing else from being saved. */
  private boolean write(QueueExport export, HeldContent held) {
    if (!files.isSound(held)) {
      return false;
    }
    try (SealedContent content = files.open(held)) {
      export.content(held.attachment(), content);
    }
    return true;
  }

  /**
   * Whoever has the file may send them, so that none of them can be taken back here any more: not
   * before all of it is on the disk, nor later.
   *
   * @return empty if there is a content more by now
   */
  private static Optional<Integer> handOver(
      Connection connection, QueueExport export, Set<String> contents, Runnable end)
      throws SQLException {
    Set<String> needed =
        Awaited.unconfirmed(connection).stream().map(HeldContent::id).collect(Collectors.toSet());
    if (!contents.containsAll(needed)) {
      return Optional.empty();
    }
    Actions.handOver(connection);
    int actions = export.actions(connection);
    end.run();
    return Optional.of(actions);
  }

  /**
   * What was read.
   *
   * @param cases the cases that are shown anew
   */
  record Read(Imported imported, Set<UUID> cases) {}

  Read read(Path file, KeyProtection protection, Adding adding) {
    // Before anything large is read it is known whether it is taken at all.
    Account account = adding.add(Account::require);
    Read read = QueueFiles.read(file, protection, undertaking, in -> read(in, account, adding));
    undertaking.completed();
    return read;
  }

  /**
   * The actions are one transaction; what they bring is there before, and goes if they don't come.
   */
  private Read read(InputStream in, Account account, Adding adding) {
    QueueLines lines = new QueueLines(in);
    UUID from = QueueImport.from(lines, account, ServerApi::isSame);
    try (Bringing bringing = new Bringing(files, clock)) {
      for (Optional<Attachment> next = lines.content(); next.isPresent(); next = lines.content()) {
        if (!bringing.take(next.get(), lines.bytes(next.get().size()))) {
          throw QueueLines.damaged(
              "The attachment '%s' in the file is not what it says. Nothing was taken."
                  .formatted(next.get().name()));
        }
      }
      QueueImport.Taken taken =
          adding.add(
              connection -> new QueueImport(connection, logic, undertaking).read(lines, from));
      return new Read(new Imported(taken.added(), taken.known(), bringing.named()), taken.cases());
    }
  }
}
