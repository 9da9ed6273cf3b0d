package io.xianda.channel;

import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.identity.SamePerson;
import io.xianda.photo.PhotoName;
import io.xianda.photo.Photos;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one place that decides who may see a conversation: its shopper. To all others it does not
 * exist.
 */
@Component
class ShopperConversations {

  private static final int MOST_PHOTOS = 9;

  private final Conversations conversations;
  private final Photos photos;
  private final SamePerson samePerson;

  ShopperConversations(Conversations conversations, Photos photos, SamePerson samePerson) {
    this.samePerson = samePerson;
    this.conversations = conversations;
    this.photos = photos;
  }

  Conversation of(ShopperId shopper, UUID id) {
    return conversations
        .find(new ConversationId(id))
        .filter(conversation ->
            conversation.shopper().equals(shopper)
                // What was opened while its shopper turned out to be another.
                || samePerson.now(conversation.shopper()).equals(shopper))
        .orElseThrow(() -> new ProblemException(Problem.NO_CONVERSATION));
  }

  /** The same, where it may still be written into. */
  Conversation writable(ShopperId shopper, UUID id) {
    Conversation conversation = of(shopper, id);
    if (conversation.state() == ConversationState.CLOSED) {
      throw new ProblemException(Problem.CLOSED);
    }
    return conversation;
  }

  /**
   * What a message says: its text, then its pictures, which must be the shopper's own. Beside
   * pictures no text is needed, and one that says nothing is none.
   *
   * @param names of uploaded pictures
   */
  List<Part> parts(ShopperId shopper, @Nullable String text, List<String> names) {
    if (names.size() > MOST_PHOTOS) {
      throw new ProblemException(Problem.TOO_LARGE);
    }
    List<Part> parts = new ArrayList<>();
    if (names.isEmpty() || !saysNothing(text)) {
      parts.add(new Part.Text(text(text)));
    }
    for (String name : names) {
      parts.add(new Part.Image(own(shopper, name).value()));
    }
    return parts;
  }

  private PhotoName own(ShopperId shopper, String name) {
    try {
      var photo = new PhotoName(name);
      if (photos.isOf(shopper, photo)) {
        return photo;
      }
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.UNKNOWN_PHOTO);
    }
    throw new ProblemException(Problem.UNKNOWN_PHOTO);
  }

  /** The text of a message, if there is one worth storing. */
  static String text(@Nullable String text) {
    if (text == null || saysNothing(text)) {
      throw new ProblemException(Problem.EMPTY_MESSAGE);
    }
    if (text.length() > LONGEST) {
      throw new ProblemException(Problem.TOO_LARGE);
    }
    return withoutHalfCharacters(text);
  }

  private static boolean saysNothing(@Nullable String text) {
    return text == null || text.codePoints().allMatch(ShopperConversations::isNothing);
  }

  /** Half of a surrogate pair has no UTF-8: the record would show another sign than the reply. */
  private static String withoutHalfCharacters(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }

  /**
   * Beyond this nothing is stored; between the bot's limit and this, it is stored and the bot asks
   * to shorten.
   */
  private static final int LONGEST = 10_000;

  /** Letters by their category, and yet nothing to see. */
  private static final int HANGUL_FILLER = 0x3164;

  private static final int BRAILLE_BLANK = 0x2800;

  private static boolean isNothing(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == HANGUL_FILLER
        || c == BRAILLE_BLANK
        || switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.UNASSIGNED,
              Character.NON_SPACING_MARK,
              Character.ENCLOSING_MARK ->
              true;
          default -> false;
        };
  }
}
