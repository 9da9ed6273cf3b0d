package io.xianda.chatwoot;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Chatwoot tells an agent bot, as far as it concerns us.
 *
 * @param inbox number of the inbox
 * @param chat Chatwoot's number of the conversation
 * @param status pending, open, resolved or snoozed; of the conversation when this was told
 * @param statusAt when the conversation was changed last, or {@code null} where Chatwoot does not
 *     say
 * @param message what a contact said, or {@code null} where this is about something else
 */
record ChatwootEvent(
    long inbox, long chat, String status, @Nullable Instant statusAt, @Nullable Said message) {

  /** A message in JSON is far smaller. */
  static final int LARGEST = 256 * 1024;

  private static final int LONGEST = 10_000;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(LARGEST)
                          .maxNestingDepth(20)
                          .build())
                  .build())
          .build();

  /**
   * A contact has said something.
   *
   * @param id Chatwoot's number of the message
   * @param contact Chatwoot's number of the contact
   * @param identifier the shop's own id of the contact where Chatwoot has verified it, or {@code
   *     null}
   * @param text as it was typed, at most 10,000 characters; may be empty
   * @param attachments how many pictures and files came with it
   */
  record Said(long id, long contact, @Nullable String identifier, String text, int attachments) {}

  /** Reads what was posted; nothing when it is not what Chatwoot posts. */
  static Optional<ChatwootEvent> read(byte[] body) {
    try {
      return of(JSON.readTree(body));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Optional<ChatwootEvent> of(JsonNode root) {
    String event = root.path("event").asString("");
    if (event.startsWith("message_")) {
      JsonNode conversation = root.path("conversation");
      long inbox = root.path("inbox").path("id").asLong(conversation.path("inbox_id").asLong(0));
      return about(conversation, inbox, event.equals("message_created") ? said(root) : null);
    }
    return event.startsWith("conversation_")
        ? about(root, root.path("inbox_id").asLong(0), null)
        : Optional.empty();
  }

  private static Optional<ChatwootEvent> about(
      JsonNode conversation, long inbox, @Nullable Said said) {
    long chat = conversation.path("id").asLong(0);
    String status = conversation.path("status").asString("");
    return chat > 0 && inbox > 0 && !status.isEmpty()
        ? Optional.of(new ChatwootEvent(inbox, chat, status, changed(conversation), said))
        : Optional.empty();
  }

  /** Newer Chatwoots tell it in seconds with a fraction. */
  private static @Nullable Instant changed(JsonNode conversation) {
    double seconds = conversation.path("updated_at").asDouble(0);
    return seconds > 0 && seconds < 1e11 ? Instant.ofEpochMilli(Math.round(seconds * 1000)) : null;
  }

  /** Only what a contact says to the shop: neither agents, nor notes, nor our own words. */
  private static @Nullable Said said(JsonNode root) {
    JsonNode type = root.path("message_type");
    boolean incoming = type.asString("").equals("incoming") || (type.isInt() && type.asInt() == 0);
    JsonNode sender = root.path("sender");
    long id = root.path("id").asLong(0);
    long contact = sender.path("id").asLong(0);
    String by = sender.path("type").asString("contact");
    if (!incoming
        || root.path("private").asBoolean(false)
        || id <= 0
        || contact <= 0
        || !by.equalsIgnoreCase("contact")) {
      return null;
    }
    JsonNode place = root.path("conversation").path("contact_inbox");
    String identifier = sender.path("identifier").asString("");
    String text = root.path("content").asString("").replace("\0", "");
    return new Said(
        id,
        contact,
        place.path("hmac_verified").asBoolean(false) && !identifier.isEmpty() ? identifier : null,
        text.substring(0, Math.min(text.length(), LONGEST)),
        root.path("attachments").size());
  }
}
