package io.xianda.channel;

import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.conversation.ShopperId;
import io.xianda.order.CheckMerchant;
import io.xianda.order.MerchantDouble;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo shop keeps what is asked of a merchant's order system, and the check would notice. */
class MerchantCheckTest {

  private static final String SHOPPER = "/demo/merchant/v1/shoppers/qian";

  private static URI demo() {
    return URI.create(xianda().address() + "/demo/merchant");
  }

  private static List<CheckMerchant.Finding> check(URI address, String token, String shopper)
      throws InterruptedException {
    try (var check = new CheckMerchant(address, token, new ShopperId(shopper))) {
      return check.all();
    }
  }

  @Test
  void theDemoShopKeepsAllOfIt() throws InterruptedException {
    assertThat(check(demo(), SharedService.MERCHANT_TOKEN, "qian"))
        .hasSize(12)
        .allMatch(CheckMerchant.Finding::passed);
  }

  @Test
  void aWrongTokenIsNoticed() throws InterruptedException {
    assertThat(check(demo(), "wrong", "qian").getFirst().failure()).contains("401");
  }

  @Test
  void aShopperWithoutOrdersIsNoticed() throws InterruptedException {
    assertThat(check(demo(), SharedService.MERCHANT_TOKEN, "feng").get(1).failure())
        .contains("none");
  }

  @Test
  void aMerchantWhoAsksForNoTokenIsNoticed() throws InterruptedException {
    try (var careless = new MerchantDouble()) {
      assertThat(check(careless.address(), "any", "qian"))
          .filteredOn(finding -> finding.name().contains("token"))
          .hasSize(3)
          .noneMatch(CheckMerchant.Finding::passed);
    }
  }

  @Test
  void nobodyThereIsNoticed() throws InterruptedException {
    assertThat(check(URI.create("http://127.0.0.1:1"), "any", "qian"))
        .noneMatch(CheckMerchant.Finding::passed);
  }

  @Test
  void theDemoShopAsksForItsTokenAndForNoShoppers() {
    String shoppers = SharedService.shopper("qian").token();

    assertThat(xianda().at(SHOPPER + "/account").gets().status()).isEqualTo(401);
    assertThat(xianda().at(SHOPPER + "/account").withToken(shoppers).gets().status())
        .isEqualTo(401);
    assertThat(
            xianda()
                .at(SHOPPER + "/account")
                .withToken(SharedService.MERCHANT_TOKEN)
                .gets()
                .isOk()
                .json()
                .path("orders")
                .size())
        .isEqualTo(1);
  }

  @Test
  void theDemoShopIsSetBackByWhoeverSendsJson() {
    xianda().at("/api/v1/demo/reset").sends("POST").isRefused(415, "unsupported-media-type");
    assertThat(xianda().at("/api/v1/demo/reset").posts(Map.of()).status()).isEqualTo(204);
  }
}
