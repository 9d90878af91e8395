package dev.holdfast.admin.shell;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.ConverterException;
import jakarta.faces.convert.FacesConverter;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Every text that comes in by a form. Browsers send line ends as CR LF, whatever was in the field;
 * here they are line feeds, as devices write them. U+0000, which can't be stored, is refused.
 */
@FacesConverter(forClass = String.class)
public class TypedText implements Converter<String> {
  private static final ResourceBundle TEXTS = ResourceBundle.getBundle("dev.holdfast.admin.texts");

  @Override
  public @Nullable String getAsObject(
      FacesContext faces, UIComponent component, @Nullable String typed) {
    if (typed == null) {
      return null;
    }
    if (typed.indexOf(0) >= 0) {
      throw new ConverterException(
          new FacesMessage(FacesMessage.SEVERITY_ERROR, TEXTS.getString("form.unstorable"), ""));
    }
    return lineFeeds(typed);
  }

  @Override
  public @Nullable String getAsString(
      FacesContext faces, UIComponent component, @Nullable String value) {
    return value;
  }

  /** The same text with line feeds for line ends. */
  public static String lineFeeds(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }
}
