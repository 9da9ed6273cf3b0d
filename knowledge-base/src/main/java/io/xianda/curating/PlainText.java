package io.xianda.curating;

import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.safety.Safelist;

/**
 * Takes all markup out of a text. jsoup, because it parses as browsers do and a text with no tag at
 * all is its simplest case; a sanitiser that keeps good markup has nothing to keep here.
 */
final class PlainText {

  private static final Document.OutputSettings AS_WRITTEN =
      new Document.OutputSettings().prettyPrint(false);

  /** Markup within markup within markup: who writes that is heard no further. */
  private static final int LAYERS = 5;

  private PlainText() {}

  /**
   * The text without markup; applying it twice changes nothing more. Empty when nothing is left.
   */
  static String of(String text) {
    String plain = text;
    for (int layer = 0; layer < LAYERS; layer++) {
      // Most texts have neither tags nor references.
      if (plain.indexOf('<') < 0 && plain.indexOf('&') < 0) {
        return plain;
      }
      String before = plain;
      plain = Parser.unescapeEntities(Jsoup.clean(before, "", Safelist.none(), AS_WRITTEN), false);
      // What was hidden behind &lt; has come forth now.
      if (plain.equals(before)) {
        return plain;
      }
    }
    return plain.replace("<", "").replace("&", "");
  }

  /** The tags that {@link #of} takes out of the text itself, such as {@code <script>}. */
  static List<String> tags(String text) {
    Document parsed = Jsoup.parseBodyFragment(text);
    return Stream.concat(
            parsed.head().getAllElements().stream().skip(1),
            parsed.body().getAllElements().stream().skip(1))
        .map(Element::tagName)
        .distinct()
        .limit(5)
        .map("<%s>"::formatted)
        .toList();
  }
}
