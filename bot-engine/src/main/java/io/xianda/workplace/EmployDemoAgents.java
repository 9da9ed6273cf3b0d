package io.xianda.workplace;

import io.xianda.desk.AgentId;
import io.xianda.desk.Agents;
import io.xianda.handoff.SkillGroup;
import io.xianda.identity.IdentitySettings;
import io.xianda.staff.DemoStaff;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Gives the demo's agents their groups, where this is the demo and they have none yet. */
@Component
class EmployDemoAgents implements ApplicationRunner {

  private final Agents agents;
  private final IdentitySettings identity;

  EmployDemoAgents(Agents agents, IdentitySettings identity) {
    this.agents = agents;
    this.identity = identity;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (identity.demo()) {
      DemoStaff.shipped().agents().forEach(this::employ);
    }
  }

  private void employ(DemoStaff.DemoAgent demo) {
    var id = new AgentId(demo.account().name().value());
    if (agents.find(id).isEmpty()) {
      Map<SkillGroup, Integer> groups =
          demo.groups().stream().collect(Collectors.toMap(group -> group, group -> demo.level()));
      agents.employ(id, demo.account().displayName().value(), demo.limit(), groups);
    }
  }
}
