package io.xianda.wechat;

import io.xianda.channel.Numbered;
import io.xianda.conversation.Part;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How WeChat shows a message, where each bubble costs.
 *
 * @param appId of the mini-program whose pages links lead to
 */
record Rendered(String appId) implements Numbered.Style {

  /** As it is written below; a shopper's or an agent's own words never look so. */
  private static final Pattern LINK =
      Pattern.compile(
          "<a href=\"#\" data-miniprogram-appid=\"([^\"]*)\" data-miniprogram-path=\"([^\"]*)\">([^<]*)</a>");

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

  /** WeChat makes links of tags, and nobody but us should. */
  @Override
  public String plain(String text) {
    return text.replace('<', '＜').replace('>', '＞');
  }

  @Override
  public String link(Part.Link link) {
    return "<a href=\"#\" data-miniprogram-appid=\"%s\" data-miniprogram-path=\"%s\">%s</a>"
        .formatted(
            appId, link.page().replace("\"", "%22").replaceFirst("^/", ""), plain(link.title()));
  }

  @Override
  public String choose(String numbers) {
    return Phrases.of("choose", numbers);
  }
}
