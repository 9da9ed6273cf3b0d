package io.xianda.channel;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.Channel;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.ShopperId;
import io.xianda.identity.IdentitySettings;
import io.xianda.identity.ShopperTokens;
import io.xianda.identity.SignedUsers;
import io.xianda.order.DemoShop;
import io.xianda.order.Order;
import io.xianda.person.Persons;
import io.xianda.person.UnionId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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

  private static final String ID = "[A-Za-z0-9_-]{1,64}";
  private static final String SHOP = "小满鲜生";

  private final Conversations conversations;
  private final ShopperTokens tokens;
  private final IdentitySettings settings;
  private final DemoShop demoShop;
  private final SignedUsers signedUsers;
  private final Persons persons;

  SessionsController(
      Conversations conversations,
      ShopperTokens tokens,
      IdentitySettings settings,
      DemoShop demoShop,
      SignedUsers signedUsers,
      Persons persons) {
    this.conversations = conversations;
    this.tokens = tokens;
    this.settings = settings;
    this.demoShop = demoShop;
    this.signedUsers = signedUsers;
    this.persons = persons;
  }

  /**
   * Who wants to come in; nobody named is a new guest.
   *
   * @param shopper of the demo
   * @param user of the merchant's app or site, with the signature of its server
   * @param guest token of the guest that the user was until now: what was said goes along
   */
  record NewSession(
      @Nullable @Pattern(regexp = ID) String shopper,
      @Nullable @Valid User user,
      @Nullable @Size(max = 2000) String guest,
      @Nullable Where channel) {}

  record User(
      @NotNull @Pattern(regexp = ID) String id,
      @Nullable @Pattern(regexp = ID) String unionId,
      @NotNull @Pattern(regexp = "[0-9a-fA-F]{64}") String signature,
      @Nullable @Size(max = 40) String name) {}

  /** Where somebody writes who comes by this door. */
  enum Where {
    WEB,
    APP
  }

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
    SessionShopper shopper = shopper(request);
    ShopperId id = new ShopperId(shopper.id());
    Conversation conversation = conversations.open(id, channel(request));
    ShopperTokens.Issued token = tokens.issue(id);
    return new Session(
        token.value(),
        token.expiresAt(),
        shopper,
        conversation.id().toString(),
        conversation.state().name().toLowerCase(Locale.ROOT),
        SHOP);
  }

  private static Channel channel(NewSession request) {
    return switch (request.channel()) {
      case APP -> Channel.APP;
      case WEB -> Channel.WEB;
      case null -> Channel.WEB;
    };
  }

  private SessionShopper shopper(NewSession request) {
    User user = request.user();
    if (user != null) {
      return signedIn(user, request.guest());
    }
    String asked = request.shopper();
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

  private SessionShopper signedIn(User user, @Nullable String guest) {
    var shopper = new ShopperId(user.id());
    if (shopper.isGuest() || !signedUsers.signed(user.id(), user.unionId(), user.signature())) {
      throw new ProblemException(Problem.UNAUTHORIZED);
    }
    if (guest != null
        && tokens.read(guest) instanceof ShopperTokens.Reading.Valid(ShopperId before)) {
      persons.signedIn(before, shopper);
    }
    if (user.unionId() != null) {
      persons.has(shopper, new UnionId(user.unionId()));
    }
    return new SessionShopper(
        shopper.value(), user.name() == null ? shopper.value() : user.name(), false);
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
