package dev.teacher.model.backbone;

import dev.teacher.api.plugin.BackboneFactory;
import dev.teacher.testkit.BackboneContract;
import org.junit.jupiter.api.Nested;

class BiLstmTest {
  @Nested
  class AtTheFrameRateOfItsInput extends Contract {
    @Override
    protected String settings() {
      return "channels = 8, hidden = 8, layers = 2, output-stride = 1";
    }
  }

  @Nested
  class AtAQuarterOfIt extends Contract {
    @Override
    protected String settings() {
      return "channels = 8, hidden = 8, layers = 1, output-stride = 4";
    }
  }

  private abstract static class Contract extends BackboneContract {
    @Override
    protected BackboneFactory factory() {
      return new BiLstmFactory();
    }
  }
}
