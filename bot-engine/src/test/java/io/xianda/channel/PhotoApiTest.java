package io.xianda.channel;

import static io.xianda.channel.SharedService.guest;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pictures over a real port: uploading them, naming them in a message, looking at them. */
class PhotoApiTest {

  private static final String BOUNDARY = "a-boundary-of-the-tests";

  private static byte[] png() throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }

  private static Ask photosOf(Shopper shopper) {
    return xianda()
        .at("/api/v1/conversations/" + shopper.conversation() + "/photos")
        .withToken(shopper.token())
        .with("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
  }

  private static HttpReply uploads(Shopper shopper, byte[] file) throws IOException {
    return photosOf(shopper).posts(form("photo", file));
  }

  private static byte[] form(String field, byte[] file) throws IOException {
    var body = new ByteArrayOutputStream();
    body.write(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"../x.html\"\r\nContent-Type: text/html\r\n\r\n"
            .formatted(BOUNDARY, field)
            .getBytes(StandardCharsets.UTF_8));
    body.write(file);
    body.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  private static HttpReply shows(Shopper shopper, String... names) {
    return shopper
        .messages("")
        .posts(Map.of("clientMessageId", UUID.randomUUID().toString(), "photos", List.of(names)));
  }

  @Test
  void aPictureIsUploadedNamedAndShown() throws IOException {
    Shopper shopper = guest();
    JsonNode photo = uploads(shopper, png()).isOk().json();
    String name = photo.path("name").asString();
    JsonNode message = shows(shopper, name).isAnswered().json().path("message");
    assertThat(message.path("parts").path(0).path("type").asString()).isEqualTo("image");
    assertThat(message.path("parts").path(0).path("name").asString()).isEqualTo(name);

    HttpReply shown = xianda().at(photo.path("url").asString()).gets().isOk();
    assertThat(shown.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(shown.header("Cache-Control")).contains("no-store", "private");
  }

  @Test
  void aPictureNeedsNoWords() throws IOException {
    Shopper shopper = guest();
    String name = uploads(shopper, png()).isOk().json().path("name").asString();

    JsonNode message =
        shopper
            .messages("")
            .posts(Map.of("clientMessageId", "p-1", "text", " ", "photos", List.of(name)))
            .isAnswered()
            .json()
            .path("message");

    assertThat(message.path("parts").size()).isEqualTo(1);
  }

  @Test
  void itsShopperGetsANewLinkAndNobodyElse() throws IOException {
    Shopper shopper = guest();
    Shopper other = guest();
    String name = uploads(shopper, png()).isOk().json().path("name").asString();

    String url = linkOf(shopper, name).isOk().json().path("url").asString();
    xianda().at(url).gets().isOk();
    linkOf(other, name).isRefused(404, "not-found");
    linkOf(shopper.lookingAt(other.conversation()), name).isRefused(404, "no-conversation");
  }

  private static HttpReply linkOf(Shopper shopper, String name) {
    return xianda()
        .at("/api/v1/conversations/" + shopper.conversation() + "/photos/" + name)
        .withToken(shopper.token())
        .gets();
  }

  @Test
  void aForgedOrOldLinkShowsNothing() throws IOException {
    String url = uploads(guest(), png()).isOk().json().path("url").asString();
    String path = url.substring(0, url.indexOf('?'));

    xianda().at(url + "0").gets().isRefused(404, "not-found");
    xianda().at(url.replaceFirst("exp=\\d+", "exp=1")).gets().isRefused(404, "not-found");
    xianda().at(url.replaceFirst("exp=", "exp=1")).gets().isRefused(404, "not-found");
    xianda().at("/api/v1/photos/x?exp=1&sig=x").gets().isRefused(404, "not-found");
    assertThat(xianda().at(path).gets().status()).isBetween(400, 404);
  }

  @Test
  void aForeignPictureCannotBeNamed() throws IOException {
    String name = uploads(guest(), png()).isOk().json().path("name").asString();

    shows(guest(), name).isRefused(422, "unknown-photo");
    shows(guest(), "../../keys/token.key").isRefused(422, "unknown-photo");
  }

  @Test
  void aForeignPictureCannotBeNamedOnASocketEither() throws IOException {
    Shopper shopper = guest();
    String own = uploads(shopper, png()).isOk().json().path("name").asString();
    String foreign = uploads(guest(), png()).isOk().json().path("name").asString();
    try (ChatClient socket = shopper.opensSocket(0)) {
      socket.sends(Map.of("type", "say", "id", "p-1", "photos", List.of(foreign)));
      socket.isRefused("p-1", 422, "unknown-photo");
      socket.sends(Map.of("type", "say", "id", "p-2", "photos", List.of(own)));
      assertThat(socket.isAcknowledged("p-2")).isEqualTo(1);
    }
  }

  @Test
  void aForeignConversationTakesNoPicture() throws IOException {
    uploads(guest().lookingAt(guest().conversation()), png()).isRefused(404, "no-conversation");
    xianda()
        .at("/api/v1/conversations/" + guest().conversation() + "/photos")
        .with("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .posts(form("photo", png()))
        .isRefused(401, "unauthorized");
  }

  @Test
  void whatIsNoPictureIsRefusedKindly() throws IOException {
    uploads(guest(), "<html>".getBytes(StandardCharsets.UTF_8)).isRefused(422, "no-photo");
    uploads(guest(), "\0\0\0\30ftypheic\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1))
        .isRefused(422, "heic");
    uploads(guest(), new byte[10 * 1024 * 1024 + 1]).isRefused(413, "photo-too-large");
    photosOf(guest()).posts(form("other", png())).isRefused(400, "invalid");
  }
}
