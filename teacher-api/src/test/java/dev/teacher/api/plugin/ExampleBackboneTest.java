package dev.teacher.api.plugin;

import dev.teacher.testkit.BackboneContract;

class ExampleBackboneTest extends BackboneContract {
  @Override
  protected BackboneFactory factory() {
    return new ExampleBackbone();
  }
}
