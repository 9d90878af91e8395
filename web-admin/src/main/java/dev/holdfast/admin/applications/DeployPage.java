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

/**
 * Deploys a package from a file or from text, and shows every finding beside its line. One with
 * warnings is put in force when the person has seen them and asks for it again.
 */
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
  private transient List<FindingLine> warnings = List.of();
  private int warningCount;
  private @Nullable String warned;

  /** Takes the document from the chosen file and deploys it. */
  public @Nullable String upload() throws IOException {
    forget();
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
    forget();
    if (source == null || source.isBlank()) {
      notices.wrong(texts.of("deploy.no-text"));
      return null;
    }
    try {
      if (!source.strip().equals(warned) && warn(source)) {
        return null;
      }
      var deployed = packages.deploy(user.caller(), source).version();
      notices.done(texts.of("deploy.done", deployed.application(), deployed.version()));
      return Navigation.to("/applications/list");
    } catch (RefusedException refused) {
      notices.refused(refused);
      findingCount = refused.findings().size();
      findings = FindingLine.of(source, refused.findings());
      return null;
    }
  }

  private void forget() {
    findings = List.of();
    warnings = List.of();
  }

  /** Shows warnings, if there are any. */
  private boolean warn(String document) throws RefusedException {
    var found = packages.check(user.caller(), document);
    warned = found.isEmpty() ? null : document.strip();
    warningCount = found.size();
    warnings = FindingLine.of(document, found);
    return !found.isEmpty();
  }

  /** Lines with warnings, in the document's order; empty unless they are to be looked at. */
  public List<FindingLine> getWarnings() {
    return warnings;
  }

  /** Number of warnings. */
  public int getWarningCount() {
    return warningCount;
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
