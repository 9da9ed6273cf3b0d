package io.xianda.dialogue;

import io.xianda.conversation.Channel;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.order.TurnKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the shopper has said since the bot last spoke.
 *
 * @param shopper who
 * @param channel where it was said
 * @param city where the shopper is served, or {@code null} when unknown
 * @param state of the conversation before it
 * @param memory what the bot stored after the last turn, or {@code null} at the beginning
 * @param parts all parts of all messages of the turn, in order
 * @param now the time that counts
 * @param key what names the turn for good, so that what it does is done once
 */
public record Turn(
    ShopperId shopper,
    Channel channel,
    @Nullable String city,
    ConversationState state,
    @Nullable String memory,
    List<Part> parts,
    Instant now,
    TurnKey key) {

  public Turn {
    parts = List.copyOf(parts);
  }

  /** A turn in the web chat, of a shopper whose city nobody knows. */
  public Turn(
      ShopperId shopper,
      ConversationState state,
      @Nullable String memory,
      List<Part> parts,
      Instant now,
      TurnKey key) {
    this(shopper, Channel.WEB, null, state, memory, parts, now, key);
  }

  /** The channel as entries and rules name it, such as {@code mini_program}. */
  String channelName() {
    return channel.name().toLowerCase(Locale.ROOT);
  }

  /** The names of the pictures of the turn. */
  List<String> photos() {
    return parts.stream()
        .filter(Part.Image.class::isInstance)
        .map(part -> ((Part.Image) part).name())
        .toList();
  }

  /** What each message says, in their order. */
  List<String> texts() {
    return parts.stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text().strip())
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** The words of the turn; several messages are one sentence after another. */
  String text() {
    return String.join("，", texts());
  }

  /** The same turn with these words instead; its pictures stay. */
  Turn saying(String words) {
    return with(words, photos(), key);
  }

  /** A second matter of the same turn, whose pictures have been looked at already. */
  Turn alsoSaying(String words) {
    return with(words, List.of(), key.also());
  }

  private Turn with(String words, List<String> photos, TurnKey other) {
    List<Part> said = new ArrayList<>();
    said.add(new Part.Text(words));
    photos.forEach(photo -> said.add(new Part.Image(photo)));
    return new Turn(shopper, channel, city, state, memory, said, now, other);
  }
}
