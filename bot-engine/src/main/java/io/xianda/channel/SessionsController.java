package io.xianda.channel;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.Channel;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.ShopperId;
import io.xianda.identity.IdentitySettings;
import io.xianda.identity.ShopperTokens;
import io.xianda.order.DemoShop;
import io.xianda.order.Order;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where a shopper comes in. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "sessions")
class SessionsController {

  private static final String SHOP = "小满鲜生";

  private final Conversations conversations;
  private final ShopperTokens tokens;
  private final IdentitySettings settings;
  private final DemoShop demoShop;

  SessionsController(
      Conversations conversations,
      ShopperTokens tokens,
      IdentitySettings settings,
      DemoShop demoShop) {
    this.conversations = conversations;
    this.tokens = tokens;
    this.settings = settings;
    this.demoShop = demoShop;
  }

  record NewSession(@Nullable @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String shopper) {}

  record Session(
      String token,
      Instant expiresAt,
      SessionShopper shopper,
      String conversation,
      String state,
      String shop) {}

  record SessionShopper(String id, String name, boolean guest) {}

  record DemoShopper(String id, String name, String hint) {}

  @PostMapping("/sessions")
  @Operation(
      summary = "A token and the open conversation of a shopper; without a shopper, of a new guest")
  Session open(@Valid @RequestBody NewSession request) {
    SessionShopper shopper = shopper(request.shopper());
    ShopperId id = new ShopperId(shopper.id());
    Conversation conversation = conversations.open(id, Channel.WEB);
    ShopperTokens.Issued token = tokens.issue(id);
    return new Session(
        token.value(),
        token.expiresAt(),
        shopper,
        conversation.id().toString(),
        conversation.state().name().toLowerCase(Locale.ROOT),
        SHOP);
  }

  private SessionShopper shopper(@Nullable String asked) {
    if (asked == null) {
      return new SessionShopper(ShopperId.guest().value(), "游客", true);
    }
    // Without the demo, nobody becomes a shopper by saying so.
    return demoShop
        .shopper(new ShopperId(asked))
        .filter(known -> settings.demo())
        .map(known -> new SessionShopper(known.id().value(), known.name(), false))
        .orElseThrow(() -> new ProblemException(Problem.INVALID));
  }

  @GetMapping("/demo/shoppers")
  @Operation(summary = "The demo shop's shoppers to pick from; 404 where this is not the demo")
  List<DemoShopper> demoShoppers() {
    if (!settings.demo()) {
      throw new ProblemException(Problem.NOT_FOUND);
    }
    return demoShop.shoppers().stream()
        .map(s -> new DemoShopper(s.id().value(), s.name(), hint(s)))
        .toList();
  }

  private static String hint(DemoShop.Shopper shopper) {
    if (shopper.account().orders().isEmpty()) {
      return "还没有订单";
    }
    Order newest = shopper.account().orders().getFirst();
    String status =
        switch (newest.status()) {
          case PLACED -> "已下单";
          case PICKING -> "拣货中";
          case DELIVERING -> "配送中";
          case DELIVERED -> "已送达";
          case CANCELLED -> "已取消";
        };
    return newest.items().getFirst().name() + " · " + status;
  }
}
