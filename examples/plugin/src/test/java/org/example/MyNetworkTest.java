package org.example;

import dev.teacher.api.plugin.BackboneFactory;
import dev.teacher.testkit.BackboneContract;

class MyNetworkTest extends BackboneContract {
  @Override
  protected BackboneFactory factory() {
    return new MyNetwork();
  }

  @Override
  protected String settings() {
    return "hidden = 8";
  }
}
