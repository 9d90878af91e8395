package dev.holdfast.device;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What applications can see of the library: the public types of its API packages, and the types of
 * the kernel that these name, with all that is public or protected in them.
 */
final class Surface {
  private static final Set<String> API =
      Set.of(
          "dev.holdfast.device",
          "dev.holdfast.device.api",
          "dev.holdfast.device.engine",
          "dev.holdfast.device.keys",
          "dev.holdfast.device.transport");
  private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z]\\w*\\.)+");
  private static final Pattern NAMED = Pattern.compile("dev\\.holdfast\\.[\\w.$]+");
  private static final Pattern NO_MEMBERS = Pattern.compile("(@\\w+)\\(\\)");

  private final Map<String, List<String>> types = new TreeMap<>();
  private final Deque<Class<?>> named = new ArrayDeque<>();

  private Surface() {}

  /** Everything, a line each. */
  static List<String> lines() {
    Surface surface = new Surface();
    new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
        .importPackages("dev.holdfast.device").stream()
            .filter(type -> API.contains(type.getPackageName()))
            .map(JavaClass::reflect)
            .filter(Surface::isVisible)
            .forEach(surface.named::add);
    while (!surface.named.isEmpty()) {
      surface.add(surface.named.pop());
    }
    return surface.types.values().stream().flatMap(List::stream).toList();
  }

  private static boolean isVisible(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return isVisible(type.getModifiers()) && (outer == null || isVisible(outer));
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private void add(Class<?> type) {
    if (types.containsKey(type.getName())) {
      return;
    }
    List<String> lines = new ArrayList<>();
    types.put(type.getName(), lines);
    // Of the kernel's types counts what can be got from what the library gives.
    boolean follows = API.contains(type.getPackageName());
    lines.add(head(type));
    Set<String> members = new TreeSet<>();
    for (Class<?> from = type; from != null && isOurs(from); from = hidden(from)) {
      Stream.of(from.getDeclaredFields(), from.getDeclaredMethods())
          .flatMap(Arrays::stream)
          .filter(Surface::isSeen)
          .filter(member -> !isRepeated(type, member))
          .forEach(member -> members.add(line(member, follows || !isStatic(member))));
    }
    Stream.of(type.getDeclaredConstructors())
        .filter(Surface::isSeen)
        .filter(constructor -> !isCanonical(type, constructor))
        .forEach(constructor -> members.add(line(constructor, follows)));
    members.forEach(member -> lines.add("  " + member));
  }

  /** What is public in a class that is not belongs to those that extend it. */
  private static @Nullable Class<?> hidden(Class<?> type) {
    Class<?> above = type.getSuperclass();
    return above != null && !Modifier.isPublic(above.getModifiers()) ? above : null;
  }

  private static boolean isOurs(Class<?> type) {
    return type.getName().startsWith("dev.holdfast.");
  }

  private static boolean isSeen(Member member) {
    return isVisible(member.getModifiers()) && !member.isSynthetic();
  }

  private static boolean isStatic(Member member) {
    return Modifier.isStatic(member.getModifiers());
  }

  /** What every record and enum has says nothing. */
  private static boolean isRepeated(Class<?> type, Member member) {
    return (type.isRecord() && isOfRecord(type, member))
        || (type.isEnum() && Set.of("values", "valueOf").contains(member.getName()));
  }

  private static boolean isOfRecord(Class<?> type, Member member) {
    return Set.of("equals", "hashCode", "toString").contains(member.getName())
        || (member instanceof Method method
            && method.getParameterCount() == 0
            && Stream.of(type.getRecordComponents())
                .anyMatch(component -> component.getAccessor().equals(method)));
  }

  private static boolean isCanonical(Class<?> type, Constructor<?> constructor) {
    return type.isRecord()
        && Arrays.equals(
            constructor.getParameterTypes(),
            Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new));
  }

  private String components(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type.getRecordComponents())
            .map(each -> named(each.getAnnotatedType(), true) + " " + each.getName())
            .collect(Collectors.joining(", ", "(", ")"))
        : "";
  }

  private String head(Class<?> type) {
    String kind =
        type.isRecord()
            ? "record"
            : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
    Stream<AnnotatedType> above =
        Stream.concat(
            Stream.ofNullable(type.getAnnotatedSuperclass())
                .filter(superclass -> isTold(type, superclass.getType())),
            Stream.of(type.getAnnotatedInterfaces()));
    String parents = above.map(each -> named(each, true)).collect(Collectors.joining(", "));
    return modifiers(type.getModifiers() & ~Modifier.INTERFACE & ~Modifier.STATIC, type)
        + kind
        + " "
        + type.getName().replace('$', '.')
        + components(type)
        + (parents.isEmpty() ? "" : " : " + parents);
  }

  private static boolean isTold(Class<?> type, Type superclass) {
    return superclass != Object.class
        && !type.isEnum()
        && !type.isRecord()
        && !(superclass instanceof Class<?> known && !Modifier.isPublic(known.getModifiers()));
  }

  private String line(Member member, boolean follows) {
    String modifiers = modifiers(member.getModifiers(), member.getDeclaringClass());
    if (member instanceof Field field) {
      return field.isEnumConstant()
          ? field.getName()
          : modifiers + named(field.getAnnotatedType(), follows) + " " + field.getName();
    }
    Executable executable = (Executable) member;
    String parameters =
        Stream.of(executable.getAnnotatedParameterTypes())
            .map(each -> named(each, follows))
            .collect(Collectors.joining(", "));
    if (executable instanceof Constructor<?>) {
      return modifiers + "new(" + parameters + ")";
    }
    Method method = (Method) executable;
    return modifiers
        + (method.isDefault() ? "default " : "")
        + named(method.getAnnotatedReturnType(), follows)
        + " "
        + method.getName()
        + "("
        + parameters
        + ")"
        + thrown(method, follows);
  }

  private String thrown(Method method, boolean follows) {
    return method.getExceptionTypes().length == 0
        ? ""
        : Stream.of(method.getAnnotatedExceptionTypes())
            .map(each -> named(each, follows))
            .collect(Collectors.joining(", ", " throws ", ""));
  }

  private static String modifiers(int modifiers, AnnotatedElement of) {
    boolean isPlain = of instanceof Class<?> type && type.isInterface();
    int told =
        modifiers
            & (Modifier.PROTECTED
                | Modifier.STATIC
                | Modifier.FINAL
                | (isPlain ? 0 : Modifier.ABSTRACT));
    return told == 0 ? "" : Modifier.toString(told) + " ";
  }

  /**
   * A type in short.
   *
   * @param follows whether those of ours that it names are part of the surface, too
   */
  private String named(AnnotatedType type, boolean follows) {
    // Java versions differ in the space.
    String text = type.toString().replace(" []", "[]");
    Matcher ours = NAMED.matcher(text);
    while (follows && ours.find()) {
      try {
        named.add(Class.forName(ours.group(), false, Surface.class.getClassLoader()));
      } catch (ClassNotFoundException e) {
        // Another Java version writes the names of nested classes with a dot.
        named.add(nested(ours.group()));
      }
    }
    return NO_MEMBERS
        .matcher(PACKAGE.matcher(text.replace('$', '.')).replaceAll(""))
        .replaceAll("$1");
  }

  private static Class<?> nested(String name) {
    int dot = name.lastIndexOf('.');
    try {
      return Class.forName(name.substring(0, dot) + '$' + name.substring(dot + 1));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("no such class: " + name, e);
    }
  }
}
