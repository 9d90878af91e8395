package dev.holdfast.it.server;

import java.nio.file.Path;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.event.container.AfterStart;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/**
 * Deploys {@code holdfast.ear} once, as soon as the container runs. Test classes have no
 * deployments of their own: they talk to the server by HTTP like everybody else.
 */
public final class EarDeployment implements LoadableExtension {
  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Deployer.class);
  }

  /** The observer. */
  public static final class Deployer {
    /** The container runs. */
    public void deploy(@Observes AfterStart started) throws DeploymentException {
      Path ear = Path.of(TestServer.property("holdfast.it.ear"));
      started
          .getDeployableContainer()
          .deploy(
              ShrinkWrap.create(ZipImporter.class, ear.getFileName().toString())
                  .importFrom(ear.toFile())
                  .as(EnterpriseArchive.class)
                  .addAsLibrary(observers()));
    }

    /** A jar as integrators put into {@code lib/}, see docs/integrate.md. */
    private static JavaArchive observers() {
      return ShrinkWrap.create(JavaArchive.class, "observers.jar")
          .addPackage("dev.holdfast.it.hooks.observer")
          .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
    }
  }
}
