package io.xianda.intent;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Brings the many ways of typing one thing to one form: Unicode compatibility (full and half
 * width), traditional to simplified characters, lower case, masks for addresses of pages and for
 * long numbers, runs of punctuation and emoji shortened, invisible and control characters removed.
 *
 * <p>Applying it twice changes nothing more. It never fails, whatever the input. Thread-safe;
 * linear in the length of the text.
 */
public final class Normaliser {

  /**
   * Increased whenever the output for some text changes, because trained models and stored vectors
   * depend on it.
   */
  public static final int VERSION = 2;

  private static final Pattern URL =
      Pattern.compile("(?:https?://|www\\.)[\\x21-\\x7e]+", Pattern.CASE_INSENSITIVE);
  private static final Pattern ORDER_NUMBER = Pattern.compile("xm ?\\d{6,}");
  private static final Pattern PHONE = Pattern.compile("(?<!\\d)1[3-9]\\d{9}(?!\\d)");

  /** Not the hotlines 12315 and 12345: whoever names them complains. */
  private static final Pattern LONG_NUMBER =
      Pattern.compile("(?<!\\d)(?!12315(?!\\d)|12345(?!\\d))\\d{5,}");

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private static final char[] SIMPLIFIED = simplifiedForms();

  private Normaliser() {}

  /** The utterance for what was typed. */
  public static Utterance normalise(String raw) {
    String text = simplify(compatible(raw).toLowerCase(Locale.ROOT));
    // Lower-casing and leaving out what nobody sees bring together what composes (dotted I, e and
    // an accent), so the form is
    // taken once more.
    text = compatible(visible(text));
    // Before the runs: they would make http:/ of http://.
    text = URL.matcher(text).replaceAll("网址");
    text = shortenRuns(text);
    text = ORDER_NUMBER.matcher(text).replaceAll("订单号");
    text = PHONE.matcher(text).replaceAll("手机号");
    text = LONG_NUMBER.matcher(text).replaceAll("数字");
    // A mask beside its own last character is a run, too.
    text = shortenRuns(text);
    return new Utterance(raw, SPACES.matcher(text).replaceAll(" ").strip());
  }

  private static String compatible(String text) {
    return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC);
  }

  private static String simplify(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c >= FIRST_IDEOGRAPH && c <= LAST_IDEOGRAPH ? SIMPLIFIED[c - FIRST_IDEOGRAPH] : c);
    }
    return out.toString();
  }

  /**
   * Drops what nobody sees (controls, format marks, lone surrogates, variation selectors); line
   * breaks become spaces.
   */
  private static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (Character.getType(c)) {
        case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
            out.append(' ');
        case Character.FORMAT,
            Character.SURROGATE,
            Character.PRIVATE_USE,
            Character.UNASSIGNED -> {}
        default -> {
          if (c < 0xFE00 || c > 0xFE0F) {
            out.appendCodePoint(c);
          }
        }
      }
    }
    return out.toString();
  }

  /**
   * A run of one punctuation mark, symbol or emoji keeps its first; a run of one letter keeps
   * three.
   */
  private static String shortenRuns(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int previous = -1;
    int run = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      run = c == previous ? run + 1 : 1;
      previous = c;
      int allowed = Character.isDigit(c) ? Integer.MAX_VALUE : Character.isLetter(c) ? 3 : 1;
      if (run <= allowed) {
        out.appendCodePoint(c);
      }
    }
    return out.toString();
  }

  private static final char FIRST_IDEOGRAPH = '\u3400';
  private static final char LAST_IDEOGRAPH = '\u9fff';

  /**
   * One table, made once from ICU's rules, since the transliterator itself is slow for every
   * message.
   */
  private static char[] simplifiedForms() {
    Transliterator toSimplified = Transliterator.getInstance("Traditional-Simplified");
    char[] forms = new char[LAST_IDEOGRAPH - FIRST_IDEOGRAPH + 1];
    for (int i = 0; i < forms.length; i++) {
      char c = (char) (FIRST_IDEOGRAPH + i);
      String simplified = toSimplified.transliterate(String.valueOf(c));
      forms[i] = simplified.length() == 1 ? simplified.charAt(0) : c;
    }
    // ICU's rules turn a few characters in a circle (苎 and 苧): those whose form is not final stay
    // as they are.
    char[] settled = forms.clone();
    for (int i = 0; i < forms.length; i++) {
      char form = forms[i];
      if (form >= FIRST_IDEOGRAPH
          && form <= LAST_IDEOGRAPH
          && forms[form - FIRST_IDEOGRAPH] != form) {
        settled[i] = (char) (FIRST_IDEOGRAPH + i);
      }
    }
    return settled;
  }
}
