package io.xianda.workplace;

import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.order.MerchantAwayException;
import io.xianda.order.Order;
import io.xianda.order.OrderGateway;
import io.xianda.photo.PhotoName;
import io.xianda.photo.Photos;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.springframework.stereotype.Component;

/** What an agent's message says, part by part; cards show the shopper's own orders only. */
@Component
class AgentParts {

  private static final ZoneId SHOP = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter PLACED =
      DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.SIMPLIFIED_CHINESE);
  private static final ResourceBundle WORDS =
      ResourceBundle.getBundle("io.xianda.workplace.words", Locale.ROOT);

  private final Photos photos;
  private final OrderGateway orders;

  AgentParts(Photos photos, OrderGateway orders) {
    this.photos = photos;
    this.orders = orders;
  }

  List<Part> of(ShopperId shopper, ServeController.NewMessage message) {
    List<Part> parts = new ArrayList<>();
    String text = message.text();
    if (text != null && !text.isBlank()) {
      parts.add(new Part.Text(text));
    }
    List<String> names = message.photos();
    for (String name : names == null ? List.<String>of() : names) {
      PhotoName photo = Reading.orInvalid(() -> new PhotoName(name));
      if (!photos.isOf(shopper, photo)) {
        throw new DeskProblemException(DeskProblem.UNKNOWN);
      }
      parts.add(new Part.Image(photo.value()));
    }
    ServeController.Link link = message.link();
    if (link != null) {
      parts.add(new Part.Link(link.title(), link.page()));
    }
    String number = message.order();
    if (number != null) {
      parts.add(card(order(shopper, number)));
    }
    if (parts.isEmpty()) {
      throw new DeskProblemException(DeskProblem.INVALID);
    }
    return parts;
  }

  private Order order(ShopperId shopper, String number) {
    try {
      return orders
          .accountOf(shopper)
          .order(number)
          .orElseThrow(() -> new DeskProblemException(DeskProblem.UNKNOWN));
    } catch (MerchantAwayException e) {
      throw new DeskProblemException(DeskProblem.UNKNOWN);
    }
  }

  static Part.OrderCard card(Order order) {
    Order.Item first = order.items().getFirst();
    String more = order.items().size() > 1 ? WORDS.getString("order.more") : "";
    return new Part.OrderCard(
        order.number(),
        first.name() + more,
        status(order.status()),
        PLACED.format(order.placed().atZone(SHOP)),
        order.amount().toPlainString());
  }

  static String status(Order.Status status) {
    return WORDS.getString("status." + status.name().toLowerCase(Locale.ROOT));
  }
}
