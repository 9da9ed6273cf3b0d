package io.xianda.wechat;

import io.xianda.channel.Numbered;
import io.xianda.conversation.Part;

/**
 * How WeChat shows a message, where each bubble costs.
 *
 * @param appId of the mini-program whose pages links lead to
 */
record Rendered(String appId) implements Numbered.Style {

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
