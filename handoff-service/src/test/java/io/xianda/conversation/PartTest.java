package io.xianda.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The parts of a message as they are stored and sent. */
class PartTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  static Stream<Arguments> eachKind() {
    return Stream.of(
        arguments(new Part.Text("草莓烂了\n\"一半\""), "{'type':'text','text':'草莓烂了\\n\\\"一半\\\"'}"),
        arguments(
            new Part.Choices(List.of(new Part.Option("全部", "全部坏了"), new Part.Option("一半", "坏了一半"))),
            "{'type':'choices','options':"
                + "[{'label':'全部','value':'全部坏了'},{'label':'一半','value':'坏了一半'}]}"),
        arguments(
            new Part.Link("申请售后", "/pages/claim?order=1"),
            "{'type':'link','title':'申请售后','page':'/pages/claim?order=1'}"),
        arguments(
            new Part.OrderCard("XD20261122001", "草莓等3件", "配送中", "今天 08:30", "39.90"),
            "{'type':'order','number':'XD20261122001','summary':'草莓等3件','status':'配送中',"
                + "'placed':'今天 08:30','amount':'39.90'}"),
        arguments(new Part.Image("a.jpg"), "{'type':'image','name':'a.jpg'}"));
  }

  @ParameterizedTest
  @MethodSource("eachKind")
  void aPartIsWrittenUnderItsNameAndReadBackTheSame(Part part, String json) {
    String written = JSON.writeValueAsString(part);

    assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(json.replace('\'', '"')));
    assertThat(JSON.readValue(written, Part.class)).isEqualTo(part);
  }

  @Test
  void everyKindIsTriedHere() {
    assertThat(Part.class.getPermittedSubclasses())
        .allSatisfy(
            kind -> assertThat(eachKind().map(each -> each.get()[0])).anyMatch(kind::isInstance));
  }

  @Test
  void anUnknownKindIsRefused() {
    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> JSON.readValue("{\"type\":\"html\",\"text\":\"<b>\"}", Part.class))
        .withMessageContaining("html");
  }

  @Test
  void choicesNeedAnOption() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Part.Choices(List.of()));
  }

  @Test
  void choicesStayAsTheyAreWhenTheirListChanges() {
    List<Part.Option> options = new ArrayList<>(List.of(new Part.Option("是", "是的")));
    Part.Choices choices = new Part.Choices(options);

    options.clear();

    assertThat(choices.options()).containsExactly(new Part.Option("是", "是的"));
  }
}
