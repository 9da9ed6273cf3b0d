package io.xianda.staff;

import io.xianda.handoff.SkillGroup;
import io.xianda.identity.StaffRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.InputStreamResource;

/**
 * The staff of the demo, as {@code demo-staff.yml} lists it.
 *
 * @param password of all of them; known to everybody, hence good only where the service listens on
 *     a loopback address
 * @param agents who serve
 * @param operators who look after what the bot knows
 */
public record DemoStaff(String password, List<DemoAgent> agents, List<DemoAccount> operators) {

  public DemoStaff {
    agents = List.copyOf(agents);
    operators = List.copyOf(operators);
  }

  /** The accounts of all of them. */
  List<DemoAccount> accounts() {
    return Stream.concat(agents.stream().map(DemoAgent::account), operators.stream()).toList();
  }

  /**
   * An account.
   *
   * @param name of it
   * @param displayName as others see her or him
   * @param roles at least one
   */
  public record DemoAccount(AccountName name, DisplayName displayName, Set<StaffRole> roles) {

    public DemoAccount {
      roles = Set.copyOf(roles);
      if (roles.isEmpty()) {
        throw new IllegalArgumentException("an account of the demo has roles");
      }
    }
  }

  /**
   * Somebody who serves.
   *
   * @param account of hers or his
   * @param groups that he or she serves, the best first
   * @param level how skilled, 1 to 3
   * @param limit how many conversations at once, positive
   */
  public record DemoAgent(DemoAccount account, List<SkillGroup> groups, int level, int limit) {

    public DemoAgent {
      groups = List.copyOf(groups);
      if (groups.isEmpty()) {
        throw new IllegalArgumentException("an agent of the demo has groups");
      }
      if (level < 1 || level > 3) {
        throw new IllegalArgumentException("a level lies between 1 and 3");
      }
      if (limit < 1) {
        throw new IllegalArgumentException("who serves nobody is no agent");
      }
    }
  }

  /** As the file has it; not private, because it is bound from there. */
  record Listed(
      String name,
      String displayName,
      Set<StaffRole> roles,
      @Nullable List<String> groups,
      int level,
      int limit) {

    DemoAccount account() {
      return new DemoAccount(new AccountName(name), new DisplayName(displayName), roles);
    }

    DemoAgent agent() {
      return new DemoAgent(
          account(),
          groups == null ? List.of() : groups.stream().map(SkillGroup::new).toList(),
          level,
          limit);
    }
  }

  record Listing(String password, List<Listed> agents, List<Listed> operators) {}

  /** The shipped list. */
  public static DemoStaff shipped() {
    try (InputStream in =
        Objects.requireNonNull(
            DemoStaff.class.getResourceAsStream("demo-staff.yml"), "demo-staff.yml is missing")) {
      var yaml = new YamlPropertiesFactoryBean();
      yaml.setResources(new InputStreamResource(in));
      Listing listing =
          new Binder(
                  new MapConfigurationPropertySource(
                      Objects.requireNonNull(yaml.getObject(), "demo-staff.yml is empty")))
              .bind("demo", Listing.class)
              .get();
      return new DemoStaff(
          listing.password(),
          listing.agents().stream().map(Listed::agent).toList(),
          listing.operators().stream().map(Listed::account).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
