package io.xianda.flow;

import io.xianda.intent.slot.Address;
import io.xianda.intent.slot.Mention;
import io.xianda.intent.slot.PhoneNumber;
import io.xianda.order.Effect;
import io.xianda.order.Order;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * 改地址, and the recipient's telephone: as long as the order is in the warehouse, and within the
 * district that the warehouse serves.
 */
final class ChangeAddressFlow extends OrderFlow {

  private static final Pattern ABOUT_PHONE = Pattern.compile("电话|手机|号码|联系方式|收件人");

  private static final Pattern KEEPS = Pattern.compile("不用|不改|不变|不动|还是原来|照旧");

  private static final Pattern CITY = Pattern.compile("(?<name>[\\u4e00-\\u9fff]{2,4}?)市");

  private static final Pattern DISTRICT =
      Pattern.compile("(?<name>工业园区|高新区|开发区|[\\u4e00-\\u9fff]{2,4}?(?:新区|区|县))");

  ChangeAddressFlow() {
    super("delivery.change_address");
  }

  @Override
  boolean suits(Order order) {
    return order.status().isOpen();
  }

  @Override
  FlowStep about(Order order, FlowTurn turn) {
    FlowPhrases says = turn.says();
    return switch (order.status()) {
      case PLACED, PICKING ->
          wanted(order, turn)
              .orElseGet(() ->
                  onlyPhone(turn)
                      ? ask(Asks.PHONE, says.of("address.phone"), order, Draft.EMPTY)
                      : ask(
                          Asks.ADDRESS,
                          says.of("address.which", says.name(order)),
                          order,
                          Draft.EMPTY));
      case DELIVERING -> {
        Order.Rider rider = order.rider();
        yield FlowStep.Finished.declined(
            rider == null
                ? says.of("address.left", says.name(order))
                : says.of("address.left-rider", says.name(order), rider.name(), rider.phone()));
      }
      case DELIVERED, CANCELLED ->
          FlowStep.Finished.declined(says.of("address.ended", says.ended(order, turn.now())));
    };
  }

  private static boolean onlyPhone(FlowTurn turn) {
    return ABOUT_PHONE.matcher(turn.text()).find()
        && !turn.text().contains("地址")
        && !turn.text().contains("送到");
  }

  /** The next step where the words hold an address or a telephone number. */
  private Optional<FlowStep> wanted(Order order, FlowTurn turn) {
    List<Mention<Address>> addresses = Address.in(turn.raw());
    if (!addresses.isEmpty()) {
      // 不是…是…, 从…改到…: the last one is the one that counts.
      return Optional.of(to(addresses.getLast(), order, turn));
    }
    return PhoneNumber.in(turn.raw()).stream()
        .map(mention -> mention.value().number())
        .filter(number -> !number.contains("*"))
        .findFirst()
        .map(number ->
            readBack("address.confirm-phone", number.replaceFirst("^\\+86", ""), order, turn));
  }

  private FlowStep to(Mention<Address> mention, Order order, FlowTurn turn) {
    String typed = mention.span().of(turn.raw()).strip();
    Place here = Place.of(order.address());
    Place there = Place.of(typed);
    if (!there.isWithin(here)) {
      return FlowStep.Finished.declined(turn.says().of("address.out-of-range", here.toString()));
    }
    return readBack("address.confirm", there.completed(typed, here), order, turn);
  }

  private FlowStep readBack(String question, String to, Order order, FlowTurn turn) {
    return confirm(
        turn.says().of(question, turn.says().name(order), to),
        order,
        new Draft.NewAddress(to),
        turn);
  }

  /** City and district of an address, as far as they were said. */
  private record Place(@Nullable String city, @Nullable String district) {

    static Place of(String address) {
      Matcher city = CITY.matcher(address);
      int from = 0;
      String cityName = null;
      if (city.find() && city.start() <= 4) {
        cityName = city.group("name");
        from = city.end();
      }
      Matcher district = DISTRICT.matcher(address);
      String districtName =
          district.find(from) && district.start() <= from + 2 ? district.group("name") : null;
      return new Place(cityName, districtName);
    }

    boolean isWithin(Place other) {
      return same(city, other.city) && same(district, other.district);
    }

    private static boolean same(@Nullable String a, @Nullable String b) {
      return a == null || b == null || a.equals(b) || a.endsWith(b) || b.endsWith(a);
    }

    /** What was left out is what it was: the whole is read back. */
    String completed(String typed, Place from) {
      String cityPart = city == null && from.city != null ? from.city + "市" : "";
      String districtPart = district == null && from.district != null ? from.district : "";
      return city == null
          ? cityPart + districtPart + typed
          : typed.replaceFirst(
              Pattern.quote(city + "市"), Matcher.quoteReplacement(city + "市" + districtPart));
    }

    @Override
    public String toString() {
      return (city == null ? "" : city + "市") + (district == null ? "" : district);
    }
  }

  @Override
  Optional<FlowStep> answered(FlowState state, Order order, FlowTurn turn) {
    Optional<FlowStep> wanted = wanted(order, turn);
    if (wanted.isPresent()) {
      return wanted;
    }
    return switch (state.waitsFor()) {
      case ADDRESS, PHONE ->
          Confirmation.of(turn.text()) == Confirmation.NO && !KEEPS.matcher(turn.text()).find()
              ? Optional.of(calledOff(turn))
              : asTyped(state, order, turn);
      case CONFIRM -> confirmed(state, order, turn);
      default -> Optional.empty();
    };
  }

  /** Something that answers and that no pattern knows: read back like any other. */
  private Optional<FlowStep> asTyped(FlowState state, Order order, FlowTurn turn) {
    String typed = turn.raw().strip().replaceFirst("^(?:改到|送到|改成|换到|换成|新地址是?|地址是?|是)[:：]?", "");
    boolean place =
        state.waitsFor() == Asks.ADDRESS
            && typed.length() >= 5
            && typed.matches(".*(?:[路街道弄巷村苑园区城庄府楼幢栋座]|\\d+(?:号|室)).*");
    if (!place) {
      return Optional.empty();
    }
    Place here = Place.of(order.address());
    Place there = Place.of(typed);
    return Optional.of(
        there.isWithin(here)
            ? readBack("address.confirm", there.completed(typed, here), order, turn)
            : FlowStep.Finished.declined(turn.says().of("address.out-of-range", here.toString())));
  }

  private Optional<FlowStep> confirmed(FlowState state, Order order, FlowTurn turn) {
    if (!(state.draft() instanceof Draft.NewAddress(String to))
        || ChooseOrder.saysAnother(turn.text())) {
      return Optional.empty();
    }
    return switch (Confirmation.of(turn.text())) {
      case YES ->
          Optional.of(
              Acting.on(
                  List.of(new Effect.Readdress(order.number(), to)),
                  turn.says().of("address.done", turn.says().name(order), to),
                  turn));
      case NO ->
          Optional.of(
              turn.text().contains("地址") || turn.text().contains("写错")
                  ? ask(
                      Asks.ADDRESS,
                      turn.says().of("address.which", turn.says().name(order)),
                      order,
                      Draft.EMPTY)
                  : calledOff(turn));
      case UNCLEAR -> Optional.empty();
    };
  }

  @Override
  FlowStep again(FlowState state, Order order, FlowTurn turn) {
    FlowPhrases says = turn.says();
    return switch (state.waitsFor()) {
      case PHONE -> ask(Asks.PHONE, says.of("address.phone"), order, Draft.EMPTY);
      case CONFIRM ->
          state.draft() instanceof Draft.NewAddress(String to)
              ? readBack(
                  to.matches("[+\\d -]+") ? "address.confirm-phone" : "address.confirm",
                  to,
                  order,
                  turn)
              : about(order, turn);
      default -> ask(Asks.ADDRESS, says.of("address.which", says.name(order)), order, Draft.EMPTY);
    };
  }
}
