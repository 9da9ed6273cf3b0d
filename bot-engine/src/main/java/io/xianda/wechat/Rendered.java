package io.xianda.wechat;

import io.xianda.conversation.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What becomes of a message in WeChat, where each bubble costs: words, choices and cards are one
 * text, and only pictures stand for themselves. Whatever could be tapped gets a number.
 *
 * @param pieces in their order
 * @param options what the numbers mean, from 1 on; empty when there are none
 */
record Rendered(List<Piece> pieces, List<String> options) {

  /** As it is written below; a shopper's or an agent's own words never look so. */
  private static final Pattern LINK =
      Pattern.compile(
          "<a href=\"#\" data-miniprogram-appid=\"([^\"]*)\" data-miniprogram-path=\"([^\"]*)\">([^<]*)</a>");

  Rendered {
    pieces = List.copyOf(pieces);
    options = List.copyOf(options);
  }

  /** One bubble. */
  sealed interface Piece {

    /** A text. */
    record Words(String text) implements Piece {}

    /** A picture, by the name of its file. */
    record Picture(String name) implements Piece {}
  }

  /**
   * Renders the parts of one or more messages.
   *
   * @param appId of the mini-program whose pages links lead to
   */
  static Rendered of(List<Part> parts, String appId) {
    List<Piece> pieces = new ArrayList<>();
    List<String> options = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(String text) -> line(words, plain(text));
        case Part.Link(String title, String page) ->
            line(
                words,
                "<a href=\"#\" data-miniprogram-appid=\"%s\" data-miniprogram-path=\"%s\">%s</a>"
                    .formatted(
                        appId, page.replace("\"", "%22").replaceFirst("^/", ""), plain(title)));
        case Part.Choices(List<Part.Option> choices) ->
            choices.forEach(choice -> {
              options.add(choice.value());
              line(words, options.size() + ". " + plain(choice.label()));
            });
        case Part.OrderCard card -> {
          options.add(card.number());
          line(
              words,
              "%d. %s（%s，%s，¥%s）"
                  .formatted(
                      options.size(),
                      plain(card.summary()),
                      card.status(),
                      card.placed(),
                      card.amount()));
        }
        case Part.Image(String name) -> {
          flush(words, pieces);
          pieces.add(new Piece.Picture(name));
        }
      }
    }
    if (!options.isEmpty()) {
      String numbers =
          IntStream.rangeClosed(1, options.size())
              .mapToObj(Integer::toString)
              .collect(Collectors.joining("、"));
      line(words, Phrases.of("choose", numbers));
    }
    flush(words, pieces);
    return new Rendered(pieces, options);
  }

  /**
   * A text that is one link and nothing else, which can be shown as a card.
   *
   * @param page without a slash at its beginning
   */
  record Card(String title, String appId, String page) {}

  /** The card that a text could be; nothing where it says more, or something else. */
  static Optional<Card> card(String text) {
    Matcher link = LINK.matcher(text);
    return link.matches()
        ? Optional.of(new Card(link.group(3), link.group(1), link.group(2)))
        : Optional.empty();
  }

  private static void line(StringBuilder words, String line) {
    if (!words.isEmpty()) {
      words.append('\n');
    }
    words.append(line);
  }

  private static void flush(StringBuilder words, List<Piece> pieces) {
    if (!words.isEmpty()) {
      pieces.add(new Piece.Words(words.toString()));
      words.setLength(0);
    }
  }

  /** WeChat makes links of tags, and nobody but us should. */
  private static String plain(String text) {
    return text.replace('<', '＜').replace('>', '＞');
  }

  /** What a shopper means by a number; the words themselves when it is none of them. */
  static String meant(String said, List<String> options) {
    String digits =
        said.strip()
            .codePoints()
            .map(c -> c >= '０' && c <= '９' ? c - '０' + '0' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .replaceFirst("[.。、)）]$", "");
    if (!digits.matches("[1-9][0-9]?")) {
      return said;
    }
    int number = Integer.parseInt(digits);
    return number <= options.size() ? options.get(number - 1) : said;
  }
}
