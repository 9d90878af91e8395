package dev.holdfast.bench.attachments;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The baseline, on the same server: a body goes into a file. Nothing else, not even a sync. */
@WebServlet("/*")
public final class BareServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Path file = Files.createTempFile("bare", null);
    try (OutputStream out = Files.newOutputStream(file)) {
      request.getInputStream().transferTo(out);
    } finally {
      Files.delete(file);
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
