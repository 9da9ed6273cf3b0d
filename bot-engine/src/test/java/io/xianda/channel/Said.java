package io.xianda.channel;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A message as clients see it.
 *
 * @param seq its place
 * @param author who wrote it
 * @param id the shopper's id of it, empty for what the bot wrote
 * @param text all its text
 */
public record Said(long seq, String author, String id, String text) {

  static Said of(JsonNode message) {
    return new Said(
        message.path("seq").asLong(),
        message.path("author").asString(""),
        message.path("clientMessageId").asString(""),
        message
            .path("parts")
            .valueStream()
            .filter(part -> part.path("type").asString("").equals("text"))
            .map(part -> part.path("text").asString(""))
            .collect(Collectors.joining("\n")));
  }

  static List<Said> all(JsonNode messages) {
    return messages.valueStream().map(Said::of).toList();
  }

  public boolean isByBot() {
    return author.equals("bot");
  }

  public boolean isByShopper() {
    return author.equals("shopper");
  }
}
