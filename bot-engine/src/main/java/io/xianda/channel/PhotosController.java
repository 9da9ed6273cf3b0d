package io.xianda.channel;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.ShopperId;
import io.xianda.photo.PhotoLinks;
import io.xianda.photo.PhotoName;
import io.xianda.photo.PhotoRefusal;
import io.xianda.photo.Photos;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Pictures: uploaded with the shopper's token, shown by a link that is good for a while. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "photos")
class PhotosController {

  private final ShopperConversations shopperConversations;
  private final Photos photos;
  private final PhotoLinks links;

  PhotosController(ShopperConversations shopperConversations, Photos photos, PhotoLinks links) {
    this.shopperConversations = shopperConversations;
    this.photos = photos;
    this.links = links;
  }

  /**
   * A picture.
   *
   * @param name to be sent in a message
   * @param url that shows it
   */
  record Photo(String name, String url, Instant expiresAt) {}

  @PostMapping(
      path = "/conversations/{conversation}/photos",
      consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @SecurityRequirement(name = "shopper")
  @Operation(summary = "Uploads a picture (JPEG or PNG, up to 10 MB), to be named in a message")
  Photo take(
      @PathVariable UUID conversation,
      @RequestPart("photo") MultipartFile photo,
      @AuthenticationPrincipal Jwt token)
      throws IOException {
    var shopper = new ShopperId(token.getSubject());
    shopperConversations.writable(shopper, conversation);
    return switch (photos.take(shopper, photo.getBytes())) {
      case Photos.Taken.Stored(PhotoName name) -> shown(name);
      case Photos.Taken.Refused(PhotoRefusal why) -> throw new ProblemException(problem(why));
    };
  }

  @GetMapping("/conversations/{conversation}/photos/{name}")
  @SecurityRequirement(name = "shopper")
  @Operation(summary = "A new link to one of the shopper's own pictures")
  Photo link(
      @PathVariable UUID conversation,
      @PathVariable String name,
      @AuthenticationPrincipal Jwt token) {
    var shopper = new ShopperId(token.getSubject());
    shopperConversations.of(shopper, conversation);
    return name(name)
        .filter(own -> photos.isOf(shopper, own))
        .map(this::shown)
        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
  }

  @GetMapping("/photos/{name}")
  @Operation(summary = "The picture that a link shows; 404 when the link is not good, or no more")
  ResponseEntity<byte[]> show(
      @PathVariable String name, @RequestParam long exp, @RequestParam String sig) {
    byte[] jpeg =
        name(name)
            .filter(linked -> links.isGood(linked, exp, sig))
            .flatMap(photos::jpeg)
            .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_JPEG)
        .cacheControl(CacheControl.noStore().cachePrivate())
        .header("X-Content-Type-Options", "nosniff")
        .body(jpeg);
  }

  private Photo shown(PhotoName name) {
    PhotoLinks.Link link = links.to(name);
    return new Photo(name.value(), link.path(), link.expiresAt());
  }

  private static Optional<PhotoName> name(String value) {
    try {
      return Optional.of(new PhotoName(value));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Problem problem(PhotoRefusal why) {
    return switch (why) {
      case TOO_LARGE -> Problem.PHOTO_TOO_LARGE;
      case TOO_MANY_PIXELS -> Problem.TOO_MANY_PIXELS;
      case HEIC -> Problem.HEIC;
      case NO_PHOTO -> Problem.NO_PHOTO;
      case BUSY -> Problem.BUSY;
    };
  }
}
