package dev.holdfast.server.contents.api;

import dev.holdfast.server.contents.api.ContentDownloads.Stored;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people are told of the contents of attachments, and how they get one. */
@Local
public interface AttachedContents {
  /** Contents of one case that are told of at most. */
  int MOST_OF_CASE = 200;

  /** Where a content is. */
  enum State {
    /** On the server, to be had. */
    HERE,
    /** On the server; a scanner has to look at it first. */
    UNSCANNED,
    /** On the server; a scanner refuses it. */
    REFUSED,
    /** Part of it is on the server, the rest still on a device. */
    COMING,
    /** Not on the server: on a device, or it never comes. */
    ABSENT,
    /** Not for this caller: nothing is said of it, not even whether the server has it. */
    HIDDEN
  }

  /** What a browser may be asked to show of a content, by the server's own look at it. */
  enum Kind {
    /** A picture of which there is, or can be, a thumbnail. */
    PICTURE,
    PDF,
    /** Nothing: it is given away as a file only. */
    OTHER
  }

  /**
   * What is told of a content.
   *
   * @param received bytes that are on the server
   * @param refused what a scanner says against it, null unless {@link State#REFUSED}
   * @param undrawable why a picture can't be shown, null if it can be or is none
   */
  record Standing(
      State state,
      Kind kind,
      long received,
      @Nullable String refused,
      @Nullable String undrawable) {

    /** One that can't be shown. */
    public static Standing of(State state, long received) {
      return new Standing(state, Kind.OTHER, received, null, null);
    }
  }

  /**
   * What is told of contents, by id, of each of them; a fixed number of statements for who may have
   * all.
   */
  Map<String, Standing> standings(Caller caller, Collection<String> ids);

  /**
   * The contents that a case or its history names, to whether the case does so now; at most {@link
   * #MOST_OF_CASE}. Administrators only.
   *
   * @throws RefusedException {@code NOT_ALLOWED}
   */
  Map<String, Boolean> ofCase(Caller caller, UUID caseId) throws RefusedException;

  /**
   * For what somebody wants a content.
   *
   * @param id its id
   * @param at what names it: {@code case} or {@code issue} and the id, as the audit trail tells it
   * @param name what it is called there
   * @param shown whether the browser is to show it, instead of keeping it as a file
   */
  record Wish(String id, String at, String name, boolean shown) {}

  /**
   * A content that a person gets.
   *
   * @param stored what to write by {@link ContentDownloads}
   * @param type the media type to send it by: of pictures and PDF what its first bytes are, else
   *     {@code application/octet-stream}
   * @param kind what it is
   */
  record Opened(Stored stored, String type, Kind kind) {}

  /**
   * Finds a content for a person, and writes that to the audit trail. The rules are those of {@link
   * ContentDownloads}.
   *
   * @throws RefusedException {@code CONTENT_GONE} as there; {@code INVALID} or {@code NO_THUMBNAIL}
   *     if it can't be shown
   */
  Opened open(Caller caller, Wish wish) throws RefusedException;
}
