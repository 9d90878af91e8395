package dev.holdfast.admin.shell;

import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Spool;
import dev.holdfast.server.platform.api.Spools;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is under the filter of the address, as a file; whole, or the console's page that says that
 * something failed.
 */
public abstract class Download extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Spools spools;

  private final String type;
  private final String fileName;

  /**
   * A kind of file.
   *
   * @param type its media type
   * @param fileName its name
   */
  @SuppressWarnings("NullAway.Init")
  protected Download(String type, String fileName) {
    this.type = type;
    this.fileName = fileName;
  }

  /** What is to be written, with everything checked that can be wrong with the address. */
  protected abstract Export export(UnaryOperator<@Nullable String> parameters)
      throws RefusedException;

  /** Writes the file. */
  @FunctionalInterface
  protected interface Export extends Spools.Content {
    /** What the file is called, if not as every file of its kind. */
    default String fileName(String otherwise) {
      return otherwise;
    }
  }

  @Override
  protected final void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      send(export(request::getParameter), response);
    } catch (RefusedException refused) {
      throw new ServletException(refused);
    }
  }

  private void send(Export export, HttpServletResponse response)
      throws RefusedException, IOException {
    try (Spool made = spools.make(export)) {
      response.setContentType(type);
      response.setCharacterEncoding("UTF-8");
      response.setHeader(
          "Content-Disposition", "attachment; filename=\"" + export.fileName(fileName) + '"');
      response.setContentLengthLong(made.size());
      made.copyTo(response.getOutputStream());
    }
  }
}
