package dev.holdfast.server.casework.internal;

import dev.holdfast.server.packages.api.PackageActivating;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.testing.CaseBeans;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** The beans of casework on packages that are really deployed: what is stored is written anew. */
public final class EvolvingBeans {
  private static final List<String> PACKAGES =
      List.of("PackagesFacade", "PackageChecks", "PackageStore", "CompiledPackages");

  private EvolvingBeans() {}

  /** Beans on a database, which gets the demo's tables. */
  public static TestBeans on(TestDatabase database, List<Class<?>> more) {
    List<Class<?>> classes = new ArrayList<>(more);
    PACKAGES.forEach(name -> classes.add(named("dev.holdfast.server.packages.internal." + name)));
    classes.add(CaseRewriting.class);
    TestBeans beans = CaseBeans.on(database, classes);
    beans.put(
        Event.class,
        (Event<?>)
            Proxy.newProxyInstance(
                EvolvingBeans.class.getClassLoader(),
                new Class<?>[] {Event.class},
                (proxy, method, arguments) -> heard(beans, arguments[0])));
    Class<?> facade = named("dev.holdfast.server.packages.internal.PackagesFacade");
    beans.put(Packages.class, (Packages) beans.get(facade));
    return beans;
  }

  private static Object heard(TestBeans beans, Object event) {
    if (event instanceof PackageActivating activating) {
      beans.get(CaseRewriting.class).rewrite(activating);
    }
    return event;
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
