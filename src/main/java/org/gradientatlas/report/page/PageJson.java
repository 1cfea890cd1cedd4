package org.gradientatlas.report.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** JSON that is safe inside a script element of an HTML page, whatever its strings contain. */
public final class PageJson {
  private static final MathContext DIGITS = new MathContext(5);
  private static final ObjectMapper MAPPER = mapper();

  private PageJson() {}

  /**
   * Writes maps, collections, numbers, strings and nulls. The output contains no character that
   * opens or closes a tag, comment or entity.
   */
  public static String of(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A number to five digits; null for one that is not finite. */
  public static @Nullable Number number(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? (Number) (long) value
        : (Number) new BigDecimal(value).round(DIGITS).doubleValue();
  }

  private static ObjectMapper mapper() {
    var factory = new JsonFactory();
    factory.setCharacterEscapes(new InHtml());
    return new ObjectMapper(factory);
  }

  /** Escapes characters that HTML or JavaScript could misinterpret. */
  private static final class InHtml extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] escapes = CharacterEscapes.standardAsciiEscapesForJSON();
      for (char c : "<>&'".toCharArray()) {
        escapes[c] = ESCAPE_CUSTOM;
      }
      return escapes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      boolean escaped = c < 128 || c == '\u2028' || c == '\u2029';
      return escaped ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", c)) : null;
    }
  }
}
