package io.xianda.workplace;

import io.xianda.desk.AgentId;
import io.xianda.identity.IdentitySettings;
import io.xianda.quickreply.QuickReplies;
import io.xianda.quickreply.QuickReply;
import io.xianda.quickreply.Scope;
import io.xianda.quickreply.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.stereotype.Component;

/** Gives the shop its first quick replies, where this is the demo and it has none. */
@Component
class AdoptQuickReplies implements ApplicationRunner {

  private static final AgentId NOBODY = new AgentId("xianda");

  private final QuickReplies replies;
  private final IdentitySettings identity;

  AdoptQuickReplies(QuickReplies replies, IdentitySettings identity) {
    this.replies = replies;
    this.identity = identity;
  }

  /** As the file has it; not private, because it is bound from there. */
  record Listed(String category, String title, String text) {

    /** The same title has the same id, also when two services begin at once. */
    QuickReply reply() {
      return QuickReply.fresh(
          UUID.nameUUIDFromBytes(("quick-reply/" + title).getBytes(StandardCharsets.UTF_8)),
          new Scope.Shop(),
          category,
          title,
          new Template(text));
    }
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (identity.demo() && replies.find(NOBODY, Set.of(), "", 1).isEmpty()) {
      shipped().forEach(reply -> replies.save(NOBODY, reply));
    }
  }

  static List<QuickReply> shipped() {
    try (InputStream in =
        Objects.requireNonNull(
            AdoptQuickReplies.class.getResourceAsStream("demo-quick-replies.yml"),
            "demo-quick-replies.yml is missing")) {
      var yaml = new YamlPropertiesFactoryBean();
      yaml.setResources(new InputStreamResource(in));
      return new Binder(
              new MapConfigurationPropertySource(
                  Objects.requireNonNull(yaml.getObject(), "demo-quick-replies.yml is empty")))
          .bind("replies", Bindable.listOf(Listed.class)).get().stream()
              .map(Listed::reply)
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
