package dev.holdfast.desktop.view.kit;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import java.awt.Color;
import java.awt.Font;
import java.util.Map;
import javax.swing.UIManager;
import javax.swing.plaf.FontUIResource;

/**
 * Colours, letters and distances. One accent colour; red and amber are kept for what needs
 * somebody.
 */
public final class Look {
  private static final float POINTS = 13f;
  private static final int FULL = 100;

  private Look() {}

  /**
   * Puts it on. Windows that are open have to be drawn anew.
   *
   * @param isDark whether it is dark
   * @param percent size of everything
   */
  public static void install(boolean isDark, int percent) {
    FlatLaf.registerCustomDefaultsSource("dev.holdfast.desktop.view");
    FlatLaf.setGlobalExtraDefaults(Map.of("@accentColor", isDark ? "#4fb8a8" : "#0f766e"));
    UIManager.put(
        "defaultFont",
        new FontUIResource(
            new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont(POINTS * percent / FULL)));
    if (isDark) {
      FlatDarkLaf.setup();
    } else {
      FlatLightLaf.setup();
    }
  }

  /** A distance, 4 being the least, as large as letters are. */
  public static int gap(int of) {
    return Math.round(of * UIManager.getFont("defaultFont").getSize2D() / POINTS);
  }

  /** What the accent is. */
  public static Color accent() {
    return color("Holdfast.accent");
  }

  /** A colour by its name in the window's properties. */
  public static Color color(String name) {
    Color found = UIManager.getColor(name);
    return found == null ? Color.GRAY : found;
  }

  /** Letters of another size or weight. */
  public static Font font(float times, int style) {
    Font plain = UIManager.getFont("defaultFont");
    return plain.deriveFont(style, plain.getSize2D() * times);
  }
}
