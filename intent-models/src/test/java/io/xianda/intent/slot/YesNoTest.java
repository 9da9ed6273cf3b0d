package io.xianda.intent.slot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole message says yes or no, or neither. */
class YesNoTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          对|对=YES
          是的|是的=YES
          嗯嗯|嗯嗯=YES
          可以|可以=YES
          行吧|行吧=YES
          好|好=YES
          好的|好的=YES
          好的呀|好的呀=YES
          好的谢谢|好的谢谢=YES
          确认|确认=YES
          ok|ok=YES
          OK|OK=YES
          要|要=YES
          要的|要的=YES
          没问题|没问题=YES
          对对对|对对对=YES
          是的,就是这个|是的=YES
          可以的,麻烦了|可以的=YES
          嗯,对|嗯=YES
          那行吧|那行吧=YES
          对,坏了三个|对=YES
          可以,多久到账?|可以=YES
          好吧|好吧=YES
          不好意思,是的|是的=YES
          没错|没错=YES
          就这样吧|就这样吧=YES
          需要|需要=YES
          👌|👌=YES
          同意!|同意=YES
          亲,可以的|可以的=YES
          有|有=YES
          不|不=NO
          不是|不是=NO
          不用了|不用了=NO
          不用了谢谢|不用了谢谢=NO
          算了|算了=NO
          算了吧|算了吧=NO
          别|别=NO
          不要|不要=NO
          没有|没有=NO
          no|no=NO
          不是,是另外一单|不是=NO
          好的,不用了|不用了=NO
          嗯,不是|不是=NO
          不用了,好的|不用了=NO
          不行|不行=NO
          不对|不对=NO
          还没|还没=NO
          没有呢|没有呢=NO
          不需要|不需要=NO
          谢谢,不用|不用=NO
          不同意!|不同意=NO
          嗯嗯好的谢谢|嗯嗯好的谢谢=YES
          好的好的|好的好的=YES
          对对是的|对对是的=YES
          不用不用|不用不用=NO
          你好,是的,要退|是的=YES
          不行,我要全额退款|不行=NO
          没了|没了=NO
          都可以|都可以=YES
          确认退款|确认退款=YES
          好的我知道了|好的我知道了=YES
          没关系,不用了|不用了=NO
          没事不用了|没事不用了=NO
          嗯,没有别的问题了|没有别的问题了=NO
          不用退了|不用退了=NO
          # neither
          不好意思|-
          好不好|-
          可以吗|-
          可以?|-
          是不是|-
          不错|-
          对不起|-
          对了,我的草莓呢|-
          是吗?|-
          不是吧|-
          没事|-
          别急|-
          好像是坏了|-
          要怎么退|-
          要是烂了呢|-
          可以退吗|-
          好的草莓没几个|-
          没有收到货|-
          行不行|-
          不知道|-
          对,不对|-
          草莓坏了|-
          你好|-
          谢谢|-
          好吗?|-
          对吧?|-
          确认收货怎么点|-
          算了一下少了二两|-
          行了|-
          不是没有|-
          要退款|-
          可以的话尽快|-
          不是很清楚|-
          没收到|-
          是不是好的|-
          有没有|-
          要不要|-
          是,不用退了|-
          可以不用|-
          不可以吗|-
          可以帮我查一下吗|-
          确认收货怎么弄|-
          """)
  void whatAMessageSays(String text, String found) {
    assertThat(Tables.shown(text, YesNo.in(text), YesNo::name)).isEqualTo(found);
  }
}
