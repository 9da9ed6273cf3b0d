package io.xianda.order;

import io.xianda.conversation.ShopperId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The demonstration shop's shoppers and orders, read from a fixture. What is done to them is kept
 * in memory, until a restart or a {@link #reset}. Thread-safe.
 */
public final class DemoShop implements OrderGateway {

  private static final Pattern OFFSET = Pattern.compile("([+-])(\\d+)([mhd])");

  private final Map<ShopperId, Shopper> shoppers;
  private final Clock clock;
  private final ShopState state = new ShopState();

  /**
   * A shopper that the demo may be seen as.
   *
   * @param id identifier
   * @param name as the shop addresses her or him
   * @param account what the fixture gives her or him
   */
  public record Shopper(ShopperId id, String name, Account account) {}

  private DemoShop(Map<ShopperId, Shopper> shoppers, Clock clock) {
    this.shoppers = shoppers;
    this.clock = clock;
  }

  /** The shipped fixture, its offsets counted from now. */
  public static DemoShop shipped(Clock clock) {
    try (InputStream in =
        Objects.requireNonNull(
            DemoShop.class.getResourceAsStream("demo-shoppers.yml"),
            "demo-shoppers.yml is missing")) {
      return read(in, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cities that the demonstration shop serves. */
  public static Set<String> cities() {
    try (InputStream in =
        Objects.requireNonNull(
            DemoShop.class.getResourceAsStream("demo-shop.yml"), "demo-shop.yml is missing")) {
      Map<String, Map<String, Object>> root =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      Object cities = Objects.requireNonNull(root.get("shop"), "no shop").get("cities");
      return ((List<?>) Objects.requireNonNull(cities, "no cities"))
          .stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DemoShop read(InputStream yaml, Clock clock) {
    Instant loaded = clock.instant();
    Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    Map<ShopperId, Shopper> shoppers = new LinkedHashMap<>();
    for (Map<?, ?> row : rows(root.get("shoppers"))) {
      List<Order> orders = new ArrayList<>();
      for (Map<?, ?> order : rows(row.get("orders"))) {
        orders.add(order(order, loaded));
      }
      orders.sort(Comparator.comparing(Order::placed).reversed());
      var id = new ShopperId(text(row, "id"));
      shoppers.put(id, new Shopper(id, text(row, "name"), new Account(orders, claims(row))));
    }
    return new DemoShop(shoppers, clock);
  }

  private static Order order(Map<?, ?> row, Instant loaded) {
    List<Order.Item> items = new ArrayList<>();
    for (Map<?, ?> item : rows(row.get("items"))) {
      items.add(
          new Order.Item(
              text(item, "sku"),
              text(item, "name"),
              text(item, "spec"),
              Integer.parseInt(text(item, "count")),
              new BigDecimal(text(item, "paid")),
              Order.Kind.valueOf(text(item, "kind").toUpperCase(Locale.ROOT)),
              !Boolean.FALSE.equals(item.get("in_stock"))));
    }
    List<Order.Refund> refunds = new ArrayList<>();
    for (Map<?, ?> refund : rows(row.get("refunds"))) {
      Object reason = refund.get("reason");
      refunds.add(
          new Order.Refund(
              text(refund, "id"),
              text(refund, "item"),
              new BigDecimal(text(refund, "amount")),
              Order.RefundStatus.valueOf(text(refund, "status").toUpperCase(Locale.ROOT)),
              loaded.plus(offset(text(refund, "applied"))),
              text(refund, "to"),
              reason == null ? null : String.valueOf(reason)));
    }
    Order.Rider rider = null;
    if (row.get("rider") instanceof Map<?, ?> fields) {
      Object distance = fields.get("distance_km");
      rider =
          new Order.Rider(
              text(fields, "name"),
              text(fields, "phone"),
              distance == null ? null : Double.valueOf(String.valueOf(distance)));
    }
    Object note = row.get("delivery_note");
    return new Order(
        text(row, "id"),
        Order.Mode.valueOf(text(row, "mode").toUpperCase(Locale.ROOT)),
        Order.Status.valueOf(text(row, "status").toUpperCase(Locale.ROOT)),
        loaded.plus(offset(text(row, "placed"))),
        loaded.plus(offset(text(row, "promised"))),
        row.get("delivered") == null ? null : loaded.plus(offset(text(row, "delivered"))),
        rider,
        text(row, "address"),
        note == null ? null : String.valueOf(note),
        Order.Done.NOTHING,
        items,
        refunds);
  }

  private static int claims(Map<?, ?> row) {
    Object claims = row.get("claims_30d");
    return claims == null ? 0 : Integer.parseInt(String.valueOf(claims));
  }

  static Duration offset(String text) {
    Matcher matcher = OFFSET.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an offset such as -40m, +12m, -30h, -3d: " + text);
    }
    long amount = Long.parseLong(matcher.group(2)) * (matcher.group(1).equals("-") ? -1 : 1);
    return switch (matcher.group(3)) {
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static List<Map<?, ?>> rows(@Nullable Object list) {
    List<Map<?, ?>> rows = new ArrayList<>();
    if (list instanceof List<?> elements) {
      elements.forEach(e -> rows.add((Map<?, ?>) e));
    }
    return rows;
  }

  private static String text(Map<?, ?> fields, String name) {
    Object value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the fixture lacks the field " + name);
    }
    return String.valueOf(value);
  }

  @Override
  public Account accountOf(ShopperId shopper) {
    Shopper known = shoppers.get(shopper);
    return known == null ? Account.EMPTY : state.of(shopper, known.account());
  }

  @Override
  public EffectResult apply(EffectKey key, ShopperId shopper, Effect effect) {
    Shopper known = shoppers.get(shopper);
    return known == null
        ? new EffectResult.Refused("not-found")
        : state.apply(key, shopper, known.account(), effect, clock.instant());
  }

  /** The demo's WeChat calls a shopper by a UnionID that begins so and ends with the id. */
  public static final String UNION_ID = "demo-union-";

  @Override
  public Optional<ShopperId> shopperOf(WechatName name) {
    String union = name.unionId();
    return union == null || !union.startsWith(UNION_ID) || union.length() == UNION_ID.length()
        ? Optional.empty()
        : shopper(new ShopperId(union.substring(UNION_ID.length()))).map(Shopper::id);
  }

  /** All that was done to orders, in the order in which it happened. */
  public List<Effect> effects() {
    return state.effects();
  }

  /** As it was loaded: what was done is forgotten. */
  public void reset() {
    state.clear();
  }

  /** All shoppers of the fixture, in its order. */
  public List<Shopper> shoppers() {
    return List.copyOf(shoppers.values());
  }

  /** The shopper of this id, if the fixture has one. */
  public Optional<Shopper> shopper(ShopperId id) {
    return Optional.ofNullable(shoppers.get(id));
  }
}
