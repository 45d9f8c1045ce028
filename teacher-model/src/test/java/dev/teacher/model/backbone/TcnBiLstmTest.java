package dev.teacher.model.backbone;

import dev.teacher.api.plugin.BackboneFactory;
import dev.teacher.testkit.BackboneContract;

class TcnBiLstmTest extends BackboneContract {
  @Override
  protected BackboneFactory factory() {
    return new TcnBiLstmFactory();
  }

  @Override
  protected String settings() {
    return "channels = 8, hidden = 8, kernel = 3, pools = [2, 1, 3], layers = 2,"
        + " auxiliary-weight = 0.5";
  }
}
