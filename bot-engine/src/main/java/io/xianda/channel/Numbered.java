package io.xianda.channel;

import io.xianda.conversation.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What becomes of a message where nothing can be tapped: words, choices and cards are one text, and
 * only pictures stand for themselves. Whatever could be tapped gets a number.
 *
 * @param pieces in their order
 * @param options what the numbers mean, from 1 on; empty when there are none
 */
public record Numbered(List<Piece> pieces, List<String> options) {

  public Numbered {
    pieces = List.copyOf(pieces);
    options = List.copyOf(options);
  }

  /** One bubble. */
  public sealed interface Piece {

    /** A text. */
    record Words(String text) implements Piece {}

    /** A picture, by the name of its file. */
    record Picture(String name) implements Piece {}
  }

  /** How a channel writes. */
  public interface Style {

    /** A text in which nothing becomes markup. */
    String plain(String text);

    /** A link to a page of the mini-program. */
    String link(Part.Link link);

    /**
     * Asks for one of the numbers.
     *
     * @param numbers such as 1、2
     */
    String choose(String numbers);
  }

  /** Renders the parts of one or more messages. */
  public static Numbered of(List<Part> parts, Style style) {
    List<Piece> pieces = new ArrayList<>();
    List<String> options = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(String text) -> line(words, style.plain(text));
        case Part.Link link -> line(words, style.link(link));
        case Part.Choices(List<Part.Option> choices) ->
            choices.forEach(choice -> {
              options.add(choice.value());
              line(words, options.size() + ". " + style.plain(choice.label()));
            });
        case Part.OrderCard card -> {
          options.add(card.number());
          line(
              words,
              "%d. %s（%s，%s，¥%s）"
                  .formatted(
                      options.size(),
                      style.plain(card.summary()),
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
      line(words, style.choose(numbers));
    }
    flush(words, pieces);
    return new Numbered(pieces, options);
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

  /** What a shopper means by a number; the words themselves when it is none of them. */
  public static String meant(String said, List<String> options) {
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
