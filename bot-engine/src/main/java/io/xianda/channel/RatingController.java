package io.xianda.channel;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ShopperId;
import io.xianda.dialogue.NoteThumbs;
import io.xianda.rating.NotDueException;
import io.xianda.rating.Rating;
import io.xianda.rating.RatingSettings;
import io.xianda.rating.Ratings;
import io.xianda.rating.Thumbs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a shopper thinks of it: of the whole once it is over, and of single answers of the bot. */
@RestController
@RequestMapping("/api/v1/conversations/{conversation}")
@Tag(name = "messages")
@SecurityRequirement(name = "shopper")
class RatingController {

  private final ShopperConversations shopperConversations;
  private final Ratings ratings;
  private final RatingSettings settings;
  private final Thumbs thumbs;
  private final NoteThumbs noteThumbs;

  RatingController(
      ShopperConversations shopperConversations,
      Ratings ratings,
      RatingSettings settings,
      Thumbs thumbs,
      NoteThumbs noteThumbs) {
    this.shopperConversations = shopperConversations;
    this.ratings = ratings;
    this.settings = settings;
    this.thumbs = thumbs;
    this.noteThumbs = noteThumbs;
  }

  /**
   * Whether a rating is asked for.
   *
   * @param reasons that may be given with it
   * @param given what was said before, or {@code null}
   */
  record Asked(boolean due, List<Reason> reasons, @Nullable Shown given) {}

  /** A reason: what is sent, and what stands on its button. */
  record Reason(String word, String label) {}

  record Shown(int stars, List<String> reasons, @Nullable String comment) {

    static Shown of(Rating rating) {
      Rating.Opinion said = rating.opinion();
      return new Shown(said.stars(), said.reasons(), said.comment());
    }
  }

  record NewRating(
      @NotNull @Min(1) @Max(5) Integer stars,
      @Nullable @Size(max = 12) List<@NotNull @Size(max = 20) String> reasons,
      @Nullable @Size(max = 500) String comment) {}

  /**
   * A rating as it stands.
   *
   * @param repeated whether it was given before, and what is sent now changes nothing
   */
  record Given(Shown rating, boolean repeated) {}

  enum Which {
    UP,
    DOWN
  }

  record NewThumb(@NotNull Which thumb) {}

  @GetMapping("/rating")
  @Operation(summary = "Whether a rating is due, with which reasons, and what was given")
  Asked asked(@PathVariable UUID conversation, @AuthenticationPrincipal Jwt token) {
    ConversationId id = own(conversation, token);
    return new Asked(
        ratings.isDue(id),
        settings.reasons().stream().map(word -> new Reason(word, settings.shown(word))).toList(),
        ratings.of(id).map(Shown::of).orElse(null));
  }

  @PostMapping("/rating")
  @Operation(summary = "Rate a conversation that is over; once, and again returns the first")
  Given rate(
      @PathVariable UUID conversation,
      @Valid @RequestBody NewRating rating,
      @AuthenticationPrincipal Jwt token) {
    ConversationId id = own(conversation, token);
    List<String> reasons = rating.reasons();
    String comment = rating.comment();
    try {
      Ratings.Given given =
          ratings.give(
              id,
              new Rating.Opinion(
                  rating.stars(),
                  reasons == null ? List.of() : reasons,
                  comment == null || comment.isBlank()
                      ? null
                      : ShopperConversations.text(comment)));
      return new Given(Shown.of(given.rating()), given.repeated());
    } catch (NotDueException e) {
      throw new ProblemException(Problem.NO_RATING_DUE);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.INVALID);
    }
  }

  @PostMapping("/messages/{seq}/thumb")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Say whether a message of the bot was of use; may be changed")
  void thumb(
      @PathVariable UUID conversation,
      @PathVariable @Min(1) long seq,
      @Valid @RequestBody NewThumb given,
      @AuthenticationPrincipal Jwt token) {
    ConversationId id = own(conversation, token);
    boolean up = given.thumb() == Which.UP;
    Thumbs.Given came =
        thumbs.give(id, seq, up).orElseThrow(() -> new ProblemException(Problem.NO_ANSWER));
    if (came.changed() && !up) {
      noteThumbs.down(id, came.message());
    }
  }

  private ConversationId own(UUID conversation, Jwt token) {
    return shopperConversations.of(new ShopperId(token.getSubject()), conversation).id();
  }
}
