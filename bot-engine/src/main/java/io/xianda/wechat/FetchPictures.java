package io.xianda.wechat;

import io.xianda.channel.TakeIn;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Part;
import io.xianda.photo.PhotoName;
import io.xianda.photo.Photos;
import io.xianda.wechat.WechatRows.Media;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Fetches what shoppers have shown, and keeps a clean copy of it. A picture that cannot be had is
 * told as such in its place, so that nobody waits for it. Thread-safe, for several nodes.
 */
@Component
class FetchPictures {

  private static final Logger LOG = LoggerFactory.getLogger(FetchPictures.class);
  private static final Duration AGAIN = Duration.ofSeconds(20);
  private static final int MOST_TRIES = 8;
  private static final int AT_ONCE = 8;

  private final WechatRows rows;
  private final WechatApis apis;
  private final Conversations conversations;
  private final Photos photos;
  private final TakeIn takeIn;
  private final Clock clock;

  FetchPictures(
      WechatRows rows,
      WechatApis apis,
      Conversations conversations,
      Photos photos,
      TakeIn takeIn,
      Clock clock) {
    this.rows = rows;
    this.apis = apis;
    this.conversations = conversations;
    this.photos = photos;
    this.takeIn = takeIn;
    this.clock = clock;
  }

  /** Fetches what is due. */
  void fetch() {
    Instant now = clock.instant();
    for (Media media : rows.fetchable(now, now.plus(AGAIN), AT_ONCE)) {
      try {
        fetch(media);
      } catch (RuntimeException e) {
        // Its time comes again.
        LOG.error("app {}: a picture was not fetched", media.app(), e);
      }
    }
  }

  private void fetch(Media media) {
    Conversation conversation = conversations.find(media.conversation()).orElseThrow();
    switch (apis.of(media.app()).media(media.mediaId())) {
      case WechatApi.Picture.Bytes(byte[] bytes) ->
          store(
              media,
              switch (photos.take(conversation.shopper(), bytes)) {
                case Photos.Taken.Stored(PhotoName name) -> new Part.Image(name.value());
                case Photos.Taken.Refused refused -> lost();
              });
      case WechatApi.Picture.Gone gone -> store(media, lost());
      case WechatApi.Picture.Away away -> {
        if (media.tries() >= MOST_TRIES) {
          store(media, lost());
        }
      }
    }
  }

  private static Part lost() {
    return new Part.Text(Phrases.of("photo.lost"));
  }

  private void store(Media media, Part part) {
    takeIn.message(
        media.conversation(), new ClientMessageId(TakeCallback.HERE + media.key()), List.of(part));
    rows.fetched(media);
  }
}
