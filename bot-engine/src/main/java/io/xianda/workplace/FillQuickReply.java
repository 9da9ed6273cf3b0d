package io.xianda.workplace;

import io.xianda.conversation.Conversation;
import io.xianda.conversation.Conversations;
import io.xianda.desk.Agent;
import io.xianda.desk.Agents;
import io.xianda.handoff.Briefing;
import io.xianda.order.MerchantAwayException;
import io.xianda.order.Order;
import io.xianda.order.OrderGateway;
import io.xianda.quickreply.Placeholder;
import io.xianda.quickreply.Template;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Fills the gaps of a quick reply with what is known in a conversation. */
@Component
class FillQuickReply {

  private static final Logger LOG = LoggerFactory.getLogger(FillQuickReply.class);
  private static final ResourceBundle WORDS =
      ResourceBundle.getBundle("io.xianda.workplace.words", Locale.ROOT);

  private final Agents agents;
  private final Conversations conversations;
  private final OrderGateway gateway;

  FillQuickReply(Agents agents, Conversations conversations, OrderGateway gateway) {
    this.agents = agents;
    this.conversations = conversations;
    this.gateway = gateway;
  }

  /**
   * A text to be sent.
   *
   * @param missing the words of gaps that nothing is known for, where nothing stands now
   */
  record Filled(String text, List<String> missing) {}

  /**
   * Fills a text.
   *
   * @param number of the order that it is about, or {@code null} for the one that the bot knew of,
   *     or else the newest
   */
  Filled fill(Me me, Conversation seen, Template template, @Nullable String number) {
    Map<Placeholder, String> known = new EnumMap<>(Placeholder.class);
    for (Placeholder gap : template.gaps()) {
      Optional<String> value =
          switch (gap) {
            case SHOPPER -> Optional.of(WORDS.getString("shopper.call"));
            case ORDER -> order(seen, number);
            case AGENT -> agents.find(me.agent()).map(Agent::shownAs);
            case SHOP -> Optional.of(WORDS.getString("shop.name"));
          };
      value.ifPresent(text -> known.put(gap, text));
    }
    return new Filled(
        template.fill(known),
        template.gaps().stream()
            .filter(gap -> !known.containsKey(gap))
            .map(Placeholder::word)
            .toList());
  }

  private Optional<String> order(Conversation seen, @Nullable String number) {
    try {
      List<Order> orders = gateway.accountOf(seen.shopper()).orders();
      if (number != null) {
        return Optional.of(
            orders.stream()
                .map(Order::number)
                .filter(number::equals)
                .findFirst()
                .orElseThrow(() -> new DeskProblemException(DeskProblem.UNKNOWN)));
      }
      return ofBriefing(seen).or(() -> orders.stream().findFirst().map(Order::number));
    } catch (MerchantAwayException e) {
      LOG.info("an order's number is not to be had: {}", e.getMessage());
      return ofBriefing(seen);
    }
  }

  private Optional<String> ofBriefing(Conversation seen) {
    return conversations.briefing(seen.id()).map(Briefing::order);
  }
}
