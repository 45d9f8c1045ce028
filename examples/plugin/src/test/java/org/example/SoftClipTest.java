package org.example;

import dev.teacher.api.plugin.NormalizerFactory;
import dev.teacher.testkit.NormalizerContract;

class SoftClipTest extends NormalizerContract {
  @Override
  protected NormalizerFactory factory() {
    return new SoftClip();
  }
}
