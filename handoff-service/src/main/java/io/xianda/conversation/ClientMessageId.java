package io.xianda.conversation;

import java.util.regex.Pattern;

/**
 * What a client calls its message. Sending the same id again means the same message, however often
 * the network forces it to.
 *
 * @param value 1 to 64 letters, digits, dashes and underscores, unique within the conversation
 */
public record ClientMessageId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public ClientMessageId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a client message id has 1 to 64 letters, digits, dashes or underscores");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
