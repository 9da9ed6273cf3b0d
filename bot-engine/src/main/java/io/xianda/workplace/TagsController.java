package io.xianda.workplace;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.shopper.ShopperTags;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which tags a shopper can have. */
@RestController
@RequestMapping("/api/v1/desk/tags")
@Tag(name = "desk")
@SecurityRequirement(name = "staff")
class TagsController {

  private final ShopperTags tags;

  TagsController(ShopperTags tags) {
    this.tags = tags;
  }

  record Listed(List<String> tags) {}

  @GetMapping
  @Operation(summary = "The list of tags")
  Listed all() {
    return new Listed(tags.all());
  }

  @PutMapping("/{tag}")
  @Operation(summary = "Add a tag to the list; adding it again changes nothing")
  Listed add(@PathVariable String tag) {
    return Reading.orInvalid(() -> {
      tags.add(tag);
      return new Listed(tags.all());
    });
  }

  @DeleteMapping("/{tag}")
  @Operation(summary = "Take a tag from the list and from all shoppers")
  Listed remove(@PathVariable String tag) {
    tags.remove(tag);
    return new Listed(tags.all());
  }
}
