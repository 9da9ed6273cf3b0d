package io.xianda.workplace;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.Conversation;
import io.xianda.photo.PhotoLinks;
import io.xianda.photo.PhotoName;
import io.xianda.photo.PhotoRefusal;
import io.xianda.photo.Photos;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Pictures at the desk. What an agent uploads is tied to the conversation's shopper, like the
 * shopper's own, so that both sides may see it.
 */
@RestController
@RequestMapping("/api/v1/desk/conversations/{conversation}/photos")
@Tag(name = "desk")
@SecurityRequirement(name = "staff")
class DeskPhotosController {

  private final Sight sight;
  private final Photos photos;
  private final PhotoLinks links;

  DeskPhotosController(Sight sight, Photos photos, PhotoLinks links) {
    this.sight = sight;
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

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(summary = "Uploads a picture (JPEG or PNG, up to 10 MB), to be named in a message")
  Photo take(
      @PathVariable UUID conversation,
      @RequestPart("photo") MultipartFile photo,
      JwtAuthenticationToken who)
      throws IOException {
    Conversation seen = sight.ofShopper(Me.of(who), conversation);
    return switch (photos.take(seen.shopper(), photo.getBytes())) {
      case Photos.Taken.Stored(PhotoName name) -> shown(name);
      case Photos.Taken.Refused(PhotoRefusal why) -> throw new DeskProblemException(problem(why));
    };
  }

  @GetMapping("/{name}")
  @Operation(summary = "A new link to a picture of the conversation's shopper")
  Photo link(
      @PathVariable UUID conversation, @PathVariable String name, JwtAuthenticationToken who) {
    Conversation seen = sight.of(Me.of(who), conversation);
    PhotoName photo = Reading.orInvalid(() -> new PhotoName(name));
    if (!photos.isOf(seen.shopper(), photo)) {
      throw new DeskProblemException(DeskProblem.UNKNOWN);
    }
    return shown(photo);
  }

  private Photo shown(PhotoName name) {
    PhotoLinks.Link link = links.to(name);
    return new Photo(name.value(), link.path(), link.expiresAt());
  }

  private static DeskProblem problem(PhotoRefusal why) {
    return switch (why) {
      case TOO_LARGE -> DeskProblem.PHOTO_TOO_LARGE;
      case TOO_MANY_PIXELS -> DeskProblem.TOO_MANY_PIXELS;
      case HEIC, NO_PHOTO -> DeskProblem.NO_PHOTO;
      case BUSY -> DeskProblem.BUSY;
    };
  }
}
