package dev.teacher.train.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.plugin.Precision;
import dev.teacher.train.engine.Processor;
import dev.teacher.train.loop.PrecisionChoice.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionChoiceTest {
  @TempDir private Path folder;

  @Test
  void aProcessorThatMultipliesBfloat16GetsIt() throws IOException {
    for (String flag : new String[] {"avx512_bf16", "amx_bf16"}) {
      Processor able = processor("flags\t\t: fpu " + flag + " sse\n");
      assertThat(PrecisionChoice.of(Wanted.BFLOAT16, able).precision())
          .isEqualTo(Precision.BFLOAT16);
      assertThat(PrecisionChoice.of(Wanted.BFLOAT16, able).notice()).isEmpty();
      PrecisionChoice auto = PrecisionChoice.of(Wanted.AUTO, able);
      assertThat(auto.precision()).isEqualTo(Precision.BFLOAT16);
      assertThat(auto.notice()).hasValueSatisfying(n -> assertThat(n).contains("auto: bfloat16"));
    }
  }

  @Test
  void anotherOneGetsFloat32AndTheReason() throws IOException {
    Processor old = processor("model name\t: Old\nflags\t\t: fpu avx512f avx512_vnni\n");
    for (Wanted wanted : new Wanted[] {Wanted.BFLOAT16, Wanted.AUTO}) {
      PrecisionChoice choice = PrecisionChoice.of(wanted, old);
      assertThat(choice.precision()).isEqualTo(Precision.FLOAT32);
      assertThat(choice.notice())
          .hasValueSatisfying(
              notice ->
                  assertThat(notice)
                      .contains("train.precision", "float32", "none of avx512_bf16, amx_bf16"));
    }
  }

  @Test
  void whereTheProcessorIsUnknownThatIsSaid() throws IOException {
    for (Processor unknown :
        new Processor[] {processor("Features\t: asimd\n"), Processor.of(folder.resolve("none"))}) {
      PrecisionChoice choice = PrecisionChoice.of(Wanted.BFLOAT16, unknown);
      assertThat(choice.precision()).isEqualTo(Precision.FLOAT32);
      assertThat(choice.notice())
          .hasValueSatisfying(notice -> assertThat(notice).contains("unknown"));
    }
  }

  @Test
  void float32NeedsNothingAndSaysNothing() throws IOException {
    Processor able = processor("flags\t\t: avx512_bf16\n");
    assertThat(PrecisionChoice.of(Wanted.FLOAT32, able).precision()).isEqualTo(Precision.FLOAT32);
    assertThat(PrecisionChoice.of(Wanted.FLOAT32, able).notice()).isEmpty();
  }

  private Processor processor(String cpuinfo) throws IOException {
    return Processor.of(Files.writeString(folder.resolve("cpuinfo"), cpuinfo));
  }
}
