package dev.teacher.model.backbone;

import dev.teacher.api.data.Layout;
import dev.teacher.api.plugin.BackboneFactory;
import dev.teacher.testkit.BackboneContract;
import org.junit.jupiter.api.Nested;

/** The contract, for every way the network can be put together. */
class I3dTest {
  abstract static class Contract extends BackboneContract {
    @Override
    protected BackboneFactory factory() {
      return new I3dFactory();
    }

    @Override
    protected String settings() {
      return "width = 0.02, hidden = 6, layers = 2";
    }
  }

  @Nested
  class AsItIs extends Contract {}

  @Nested
  class AtAnEighthOfTheFrameRate extends Contract {
    @Override
    protected String settings() {
      return "width = 0.02, hidden = 4, layers = 1, output-stride = 8";
    }
  }

  @Nested
  class AtHalfTheFrameRateWithFewModules extends Contract {
    @Override
    protected String settings() {
      return "width = 0.02, modules = 3, hidden = 4, layers = 1, output-stride = 2";
    }
  }

  @Nested
  class WithInputNorm extends Contract {
    @Override
    protected String settings() {
      return "width = 0.02, modules = 2, hidden = 4, layers = 1, input-norm = true";
    }
  }

  @Nested
  class WithOneSegment extends Contract {
    @Override
    protected String settings() {
      return "width = 0.02, modules = 1, hidden = 4, layers = 1";
    }

    @Override
    protected Layout inputLayout() {
      return Layout.parse("testkit: hands.left=4, hands.right=4");
    }
  }

  @Nested
  class WithUnknownAndScatteredSegments extends Contract {
    @Override
    protected String settings() {
      return "width = 0.02, modules = 1, hidden = 4, layers = 1";
    }

    @Override
    protected Layout inputLayout() {
      return Layout.parse(
          "testkit: hands.left=3, velocity.pose=3, gaze=2, hands.right=3, acceleration.pose=3");
    }
  }
}
