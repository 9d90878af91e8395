package dev.holdfast.admin.applications;

import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deploys a package from a file or from text, and shows every finding beside its line. */
@Named
@ViewScoped
public class DeployPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long MAX_BYTES = 1024 * 1024;

  @Inject private CurrentUser user;
  @Inject private Packages packages;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private transient @Nullable Part file;
  private @Nullable String source;
  private transient List<FindingLine> findings = List.of();
  private int findingCount;

  /** Takes the document from the chosen file and deploys it. */
  public @Nullable String upload() throws IOException {
    findings = List.of();
    if (file == null || file.getSize() == 0) {
      notices.wrong(texts.of("deploy.no-file"));
      return null;
    }
    if (file.getSize() > MAX_BYTES) {
      notices.wrong(texts.of("deploy.too-large", MAX_BYTES / 1024));
      return null;
    }
    try (var content = file.getInputStream()) {
      source = new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
    return deploy();
  }

  /** Deploys the document in the text field. */
  public @Nullable String deploy() {
    findings = List.of();
    if (source == null || source.isBlank()) {
      notices.wrong(texts.of("deploy.no-text"));
      return null;
    }
    try {
      var deployed = packages.deploy(user.caller(), source);
      notices.done(texts.of("deploy.done", deployed.application(), deployed.version()));
      return Navigation.to("/applications/list");
    } catch (RefusedException refused) {
      notices.refused(refused);
      findingCount = refused.findings().size();
      findings = FindingLine.of(source, refused.findings());
      return null;
    }
  }

  /** Lines with findings, in the document's order. */
  public List<FindingLine> getFindings() {
    return findings;
  }

  /** Number of findings. */
  public int getFindingCount() {
    return findingCount;
  }

  /** The chosen file, null if none. */
  public @Nullable Part getFile() {
    return file;
  }

  /** The chosen file, null if none. */
  public void setFile(@Nullable Part file) {
    this.file = file;
  }

  /** The document, null while there is none. */
  public @Nullable String getSource() {
    return source;
  }

  /** The document, null while there is none. */
  public void setSource(@Nullable String source) {
    this.source = source;
  }
}
