package io.xianda.channel;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.identity.IdentitySettings;
import io.xianda.order.DemoShop;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sets the demo shop back. */
@RestController
@RequestMapping("/api/v1/demo/reset")
@Tag(name = "sessions")
class DemoResetController {

  private final DemoShop shop;
  private final IdentitySettings settings;

  DemoResetController(DemoShop shop, IdentitySettings settings) {
    this.shop = shop;
    this.settings = settings;
  }

  /** Only with JSON, which no page of another site can send without asking. */
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary =
          "The demo shop's orders as they were at the start; 404 where this is not the demo. Conversations stay.")
  void reset() {
    if (!settings.demo()) {
      throw new ProblemException(Problem.NOT_FOUND);
    }
    shop.reset();
  }
}
