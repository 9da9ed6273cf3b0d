package io.xianda.eval.dialogues;

import io.xianda.conversation.Part;
import java.util.List;
import java.util.stream.Stream;

/** What somebody reads on the screen. */
final class OnScreen {

  private OnScreen() {}

  static List<String> of(List<Part> parts) {
    return parts.stream().flatMap(OnScreen::of).toList();
  }

  private static Stream<String> of(Part part) {
    return switch (part) {
      case Part.Text(String text) -> Stream.of(text);
      case Part.Choices(var options) -> options.stream().map(Part.Option::label);
      case Part.Link(String title, var page) -> Stream.of(title);
      case Part.OrderCard c ->
          Stream.of(String.join(" ", c.number(), c.summary(), c.status(), c.placed(), c.amount()));
      case Part.Image(String name) -> Stream.of(name);
    };
  }
}
