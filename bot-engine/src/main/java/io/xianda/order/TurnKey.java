package io.xianda.order;

import io.xianda.conversation.ConversationId;
import java.util.Optional;

/**
 * What names a turn for good, the same when it is answered again.
 *
 * @param value 1 to 80 characters
 * @param place in the record; empty where there is none, as in rehearsals
 */
public record TurnKey(String value, Optional<Place> place) {

  public TurnKey {
    if (value.isBlank() || value.length() > 80) {
      throw new IllegalArgumentException("a turn's key has 1 to 80 characters");
    }
  }

  /** A turn that stands in no record. */
  public TurnKey(String value) {
    this(value, Optional.empty());
  }

  /** A turn of a conversation, named by where it begins. */
  public static TurnKey of(Place place) {
    return new TurnKey(place.conversation() + "/" + place.from(), Optional.of(place));
  }

  /** The second matter of the same turn. */
  public TurnKey also() {
    return new TurnKey(value + "+", place);
  }

  /**
   * The messages of a turn.
   *
   * @param from the place before its first message, from 0
   * @param through the place of its last one
   */
  public record Place(ConversationId conversation, long from, long through) {

    public Place {
      if (from < 0 || through <= from) {
        throw new IllegalArgumentException("a turn has a message");
      }
    }
  }
}
